import Automation
import ModuleLibrary
import StorageCore
import Stores
import Synchronization
import Values

/// Blueprints compiled once per version.
final class ProgramCache: Sendable {
    private struct Key: Hashable {
        var scenario: Scenario.ID
        var version: Int64
    }

    /// How many programs stay in memory.
    static let limit = 256

    private let storage: any Storage
    private let library: ModuleLibrary
    private let programs = Mutex<[Key: Program]>([:])

    init(storage: any Storage, library: ModuleLibrary) {
        self.storage = storage
        self.library = library
    }

    func program(of scenario: Scenario.ID, version: Int64) async throws -> Program {
        let key = Key(scenario: scenario, version: version)
        if let known = programs.withLock({ $0[key] }) { return known }
        guard let text = try await storage.read({ try ScenarioStore($0).blueprint(of: scenario, version: version) }) else {
            throw MissingBlueprint(scenario: scenario, version: version)
        }
        let program = try Program(Blueprint(parsing: Array(text.utf8)), catalog: library)
        programs.withLock { programs in
            if programs.count >= Self.limit { programs.removeAll(keepingCapacity: true) }
            programs[key] = program
        }
        return program
    }
}

struct MissingBlueprint: Error, Hashable, Sendable {
    let scenario: Scenario.ID
    let version: Int64
}
