package import Automation
import ModuleLibrary
package import StorageCore
package import Stores
import Synchronization
import Values

/// Opens connections and keys for the operation that is about to begin, and for nothing else.
package final class ConnectionVault: Sendable {
    private struct Key: Hashable {
        var id: StoredConnection.ID
        var version: Int64
    }

    /// Connections that stay open in memory.
    static let limit = 256

    private let storage: any Storage
    private let secrets: InstallationSecrets
    private let opened = Mutex<[Key: Fields]>([:])

    package init(storage: any Storage, secrets: InstallationSecrets) {
        self.storage = storage
        self.secrets = secrets
    }

    /// The connections that a module's settings name, by the name of the setting; or why it may not begin.
    package func connections(
        for descriptor: ModuleDescriptor?, _ input: ModuleInput, of organization: Organization.ID
    ) async throws -> Result<[String: Connection], ModuleFailure> {
        var connections: [String: Connection] = [:]
        for field in descriptor?.parameters ?? [] where field.namesConnection {
            // One that matters with some settings only is asked for by the module itself, where it needs it.
            let isOptional = !field.required || field.shownWhen != nil
            let isIdle = field.shownWhen.map { !$0.mayHold(with: input.parameters) } ?? false
            let setting = "The setting '\(field.label)' of module \(input.moduleId)"
            guard let id = Self.id(input.parameters[field.name]) else {
                guard !isOptional else { continue }
                return .failure(Self.refusal("\(setting) is empty. Choose a connection there."))
            }
            guard let stored = try await storage.read({ try ConnectionStore($0).connection(id, in: organization) }) else {
                guard !isIdle else { continue }
                return .failure(Self.refusal("\(setting) names connection \(id), which is not here any more. Choose another one there."))
            }
            guard stored.type == field.type || !ModuleLibrary.connectionTypes.contains(where: { $0.type == field.type }) else {
                return .failure(Self.refusal("\(setting) names '\(stored.name)', which is of another type. Choose one that fits there."))
            }
            guard let fields = open(stored) else {
                return .failure(
                    Self.refusal(
                        "\(setting) names '\(stored.name)', which can't be opened, as the key file that it was sealed with is gone. "
                            + "Enter what belongs in that connection again."))
            }
            connections[field.name] = Connection(id: id.rawValue, type: stored.type, name: stored.name, fields: fields)
        }
        return .success(connections)
    }

    /// The id that a setting holds, as a number or as text; `nil` where it holds none.
    static func id(_ value: Value?) -> StoredConnection.ID? {
        switch value {
        case .number(let number)?: number.int.map { .init(Int64($0)) }
        case .text(let text)?: Int64(text).map { .init($0) }
        default: nil
        }
    }

    private func open(_ stored: StoredConnection) -> Fields? {
        let key = Key(id: stored.id, version: stored.version)
        if let known = opened.withLock({ $0[key] }) { return known }
        guard let fields = secrets.opened(stored) else { return nil }
        opened.withLock { opened in
            if opened.count >= Self.limit { opened.removeAll(keepingCapacity: true) }
            opened[key] = fields
        }
        return fields
    }

    private static func refusal(_ message: String) -> ModuleFailure {
        ModuleFailure("InvalidConfigurationError", message, began: false)
    }
}
