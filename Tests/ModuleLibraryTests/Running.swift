import Automation
import ModuleLibrary
import Testing
import Values

/// Runs one module of a library as the engine would.
func run(
    _ library: ModuleLibrary, _ module: String, _ mapper: Fields = [:], parameters: Fields = [:], items: [Value] = [], key: String = "",
    connections: [String: Connection] = [:], state: Value = .null
) async throws -> EffectOutput {
    var input = ModuleInput(moduleId: 1, module: module, parameters: parameters, mapper: mapper, idempotencyKey: key)
    input.items = items
    input.connections = connections
    input.state = state
    switch library.execution(for: module) {
    case .pure(let module): return EffectOutput(bundles: try module.run(input))
    case .effect(let module): return try await module.run(input)
    case .ours, nil: throw Unexpected(what: "\(module) is not run but planned, or carried out by the interpreter")
    }
}

func plan(_ library: ModuleLibrary, _ module: String, _ mapper: Fields = [:], parameters: Fields = [:]) throws -> OwnEffect {
    guard case .ours(let own) = library.execution(for: module) else { throw Unexpected(what: "\(module) is not planned") }
    return try own.plan(ModuleInput(moduleId: 1, module: module, parameters: parameters, mapper: mapper))
}

func pure(_ module: String, _ mapper: Fields = [:], parameters: Fields = [:]) async throws -> [Value] {
    let first = try await run(ModuleLibrary(), module, mapper, parameters: parameters).bundles
    #expect(try await run(ModuleLibrary(), module, mapper, parameters: parameters).bundles == first, "it is done again after a crash")
    return first
}

/// What an aggregator makes of a group's items. Twice, as pure modules are done again after a crash.
func aggregated(_ module: String, _ items: [Value], parameters: Fields = [:]) async throws -> Value {
    let first = try await run(ModuleLibrary(), module, parameters: parameters, items: items).bundles
    let second = try await run(ModuleLibrary(), module, parameters: parameters, items: items).bundles
    #expect(first == second && first.count == 1)
    return first.first ?? .null
}

/// The failure that `body` ends with.
func failure(_ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) async throws -> ModuleFailure {
    do {
        try await body()
    } catch let failure as ModuleFailure {
        return failure
    }
    Issue.record("it went well", sourceLocation: sourceLocation)
    throw Unexpected(what: "no failure")
}

struct Unexpected: Error {
    var what: String
}

extension HTTPSettings {
    /// With loopback allowed, where the tests' own servers are.
    static func loopback(_ change: (inout HTTPSettings) -> Void = { _ in }) throws -> HTTPSettings {
        var settings = HTTPSettings()
        settings.allowed = try AllowedDestinations(parsing: ["127.0.0.0/8"])
        change(&settings)
        return settings
    }
}

/// A library and a peer for the time of one test.
func withPeer(
    _ change: (inout HTTPSettings) -> Void = { _ in }, answer: @escaping @Sendable (LocalPeer.Request) -> LocalPeer.Answer,
    _ body: (ModuleLibrary, LocalPeer) async throws -> Void
) async throws {
    let library = ModuleLibrary(httpSettings: try .loopback(change))
    let peer = try await LocalPeer(answer)
    do {
        try await body(library, peer)
    } catch {
        await library.shutdown()
        await peer.stop()
        throw error
    }
    await library.shutdown()
    await peer.stop()
}
