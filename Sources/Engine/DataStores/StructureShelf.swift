import Automation
import StorageCore
import Stores
import Values

/// The data structures that a run's modules name, each read once: a run goes by them as they were when it first came to them.
struct StructureShelf {
    private let storage: any Storage
    private let organization: Organization.ID
    private var read: [DataStructure.ID: StructureCheck?] = [:]

    init(storage: any Storage, organization: Organization.ID) {
        self.storage = storage
        self.organization = organization
    }

    /// What a module's settings name; `nil` where that is empty, or not here (any more): then nothing is held to it.
    mutating func structure(for input: ModuleInput, _ descriptor: ModuleDescriptor?) async throws -> StructureCheck? {
        guard let id = Self.id(input, descriptor) else { return nil }
        if let known = read[id] { return known }
        let organization = organization
        let found = try await storage.read { try DataStructureStore($0).structure(id, in: organization) }
        let check = try found.map { try StructureCheck($0) }
        read[id] = .some(check)
        return check
    }

    static func id(_ input: ModuleInput, _ descriptor: ModuleDescriptor?) -> DataStructure.ID? {
        guard let field = descriptor?.parameters.first(where: \.namesStructure) else { return nil }
        return ConnectionVault.id(input.parameters[field.name]).map { .init($0.rawValue) }
    }
}
