import StorageCore
import Engine
import Ledger
import Logging
import ModuleLibrary
import Stores
import Synchronization
import Values

/// Months of history, made by running scenarios at instants of the past: real runs, real charges, books that balance.
struct DemoHistory {
    private let installation: Installation
    private static let name = "Demo organization"
    private static let days = 79

    init(_ installation: Installation) { self.installation = installation }

    func make() async throws -> String {
        let today = installation.engine.now()
        let known = try await installation.storage.read { try IdentityStore($0).organizations().contains { $0.name == Self.name } }
        guard !known else { return "The demo organization is there already." }
        let clock = SimulatedClock(Timestamp(milliseconds: today.milliseconds - Int64(Self.days) * Instant.millisecondsPerDay))
        let engine = EngineService(
            storage: installation.storage, library: installation.engine.library, catalog: installation.engine.catalog,
            secrets: installation.secrets,
            settings: EngineSettings(folder: "demo"), logger: installation.logger, now: { clock.now })
        let start = clock.now
        let made = try await installation.storage.write { transaction in
            let made = try OrganizationMaker(transaction, at: start).make(name: Self.name, zone: "Europe/Prague", plan: .pro)
            for user in try IdentityStore(transaction).users() where user.isOperator {
                try IdentityStore(transaction).grant(.owner, to: user.id, in: made.id)
            }
            return made
        }
        let runs = try await live(made, engine: engine, clock: clock, until: today)
        try await installation.engine.registry.refresh(at: today)
        return "Added '\(Self.name)' (organization \(made.id)) with \(runs) runs of the last \(Self.days) days."
    }

    private func live(_ organization: Organization, engine: EngineService, clock: SimulatedClock, until end: Timestamp) async throws -> Int
    {
        let desk = ScenarioDesk(engine: engine, secrets: installation.secrets)
        let team = try await installation.storage.read { try IdentityStore($0).teams(of: organization.id) }.first?.id ?? .init(0)
        var scenarios: [Scenario] = []
        for blueprint in DemoBlueprints.all {
            scenarios.append(
                try await desk.create(blueprint: Array(blueprint.utf8), team: team, organization: organization.id, author: nil).scenario)
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            var generator = DemoChance(state: 20_261_122)
            var count = 0
            while clock.now < end {
                let index = generator.weighted([5, 3, 2])
                let origin: ChargeOrigin = generator.below(12) == 0 ? .manualTest : index == 1 ? .onDemand : .schedule
                let trigger: [Value] = [["items": .array((0...generator.below(9)).map { .number(Number($0)) })]]
                _ = try? await engine.runToEnd(scenarios[index], origin: origin, author: nil, trigger: trigger)
                count += 1
                clock.advance(milliseconds: Int64(generator.below(3_600_000)) + 300_000)
            }
            engine.stop()
            try await group.waitForAll()
            return count
        }
    }
}

/// Stands still unless told to go on; never beyond what it is told.
private final class SimulatedClock: Sendable {
    private let state: Mutex<Timestamp>
    init(_ start: Timestamp) { state = Mutex(start) }
    var now: Timestamp { state.withLock { $0 } }
    func advance(milliseconds: Int64) { state.withLock { $0.milliseconds += milliseconds } }
}

/// The same history for everyone.
private struct DemoChance {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return 0
    }
}

private enum DemoBlueprints {
    static let all = [
        #"{"name":"Sort new orders","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"parameters":{},"mapper":{}},{"id":2,"module":"builtin:BasicFeeder","version":1,"parameters":{},"mapper":{"array":"{{var.input.items}}"},"metadata":{"designer":{"x":300,"y":0,"name":"Each order"}}},{"id":3,"module":"util:Switcher","version":1,"parameters":{},"mapper":{"input":"{{2.value}}","casesTable":[{"pattern":"3","output":"gift"}],"elseOutput":"standard"},"metadata":{"designer":{"x":600,"y":0}}},{"id":4,"module":"util:TextAggregator","version":1,"parameters":{"rowSeparator":"\n","feeder":2},"mapper":{"value":"{{3.output}}"},"metadata":{"designer":{"x":900,"y":0}}}],"metadata":{"version":1}}"#,
        #"{"name":"Answer enquiries","flow":[{"id":1,"module":"scenario-service:StartSubscenario","version":2,"parameters":{},"mapper":{}},{"id":2,"module":"util:SetVariable2","version":1,"parameters":{},"mapper":{"name":"count","scope":"roundtrip","value":"{{length(var.input.items)}}"},"metadata":{"designer":{"x":300,"y":0}}},{"id":3,"module":"util:ComposeTransformer","version":1,"parameters":{},"mapper":{"value":"You wrote {{2.count}} times."},"metadata":{"designer":{"x":600,"y":0}}}],"metadata":{"version":1}}"#,
        #"{"name":"Nightly summary","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"parameters":{},"mapper":{"value":"Summary"}},{"id":2,"module":"json:CreateJSON","version":1,"parameters":{"type":""},"mapper":{"title":"{{1.value}}"},"metadata":{"designer":{"x":300,"y":0}}},{"id":3,"module":"json:ParseJSON","version":1,"parameters":{"type":""},"mapper":{"json":"{{2.json}}"},"metadata":{"designer":{"x":600,"y":0}}}],"metadata":{"version":1}}"#,
    ]
}
