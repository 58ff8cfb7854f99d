package import Automation
package import ModuleLibrary
package import StorageCore
package import Stores
package import Values

/// A connection as people may see it.
package struct ConnectionView: Sendable {
    package let stored: StoredConnection
    /// `nil`: this version of the program doesn't know its kind.
    package let descriptor: ConnectionDescriptor?
    /// The fields that are no secrets.
    package let fields: Fields
    /// Which of the secrets are there.
    package let secrets: [String]
    /// False where the key that it was sealed with is gone: it has to be entered again.
    package let isReadable: Bool
}

/// Scenarios use the connection; whoever deletes it all the same has to say so.
package struct ConnectionInUse: Error, Hashable, Sendable {
    package let name: String
    package let scenarios: [String]
}

/// Makes and changes connections and keys, within a transaction, and writes it down. Secrets come in and never go out.
package struct ConnectionDesk {
    private let transaction: any Transaction
    private let secrets: InstallationSecrets
    private let actor: Actor
    private let now: Timestamp

    /// Connections and keys that an organization may have.
    package static let limit: Int64 = 10_000

    package init(_ transaction: any Transaction, _ secrets: InstallationSecrets, by actor: Actor = .commandLine, at now: Timestamp) {
        self.transaction = transaction
        self.secrets = secrets
        self.actor = actor
        self.now = now
    }

    private var store: ConnectionStore { ConnectionStore(transaction) }

    /// Throws ``InvalidInput``.
    package func add(_ form: ConnectionForm, name: String, _ given: JSONObject, team: Team) throws -> StoredConnection {
        guard try store.count(of: team.organization) < Self.limit else {
            throw InvalidInput("name", "An organization has at most \(Self.limit) connections and keys. Delete some that nothing uses.")
        }
        let id = StoredConnection.ID(try SequenceStore(transaction).next("connection"))
        var connection = StoredConnection(
            id: id, organization: team.organization, team: team.id, type: form.descriptor.type, name: name, sealed: [], version: 1,
            created: now, changed: now)
        connection.sealed = try sealed(try form.fields(given), for: connection)
        try store.add(connection)
        try write("Added", connection)
        return connection
    }

    package func rename(_ connection: StoredConnection, to name: String) throws -> StoredConnection {
        guard name != connection.name else { return connection }
        var renamed = connection
        (renamed.name, renamed.changed) = (name, now)
        try store.save(renamed)
        try write("Renamed", renamed, ", which was '\(connection.name)'")
        return renamed
    }

    /// Puts fields in the place of those that there were; of one that can't be read any more all have to be given.
    package func change(_ connection: StoredConnection, _ given: JSONObject) throws -> StoredConnection {
        guard let form = ConnectionForm(kept: connection.type) else {
            throw InvalidInput("type", "This version of the program has no connections of type '\(connection.type)'.")
        }
        var changed = connection
        changed.sealed = try sealed(try form.fields(given, over: opened(connection) ?? [:]), for: connection)
        (changed.version, changed.changed) = (connection.version + 1, now)
        try store.save(changed)
        try write("Changed what is entered in", changed)
        return changed
    }

    /// Throws ``ConnectionInUse`` where scenarios name it, unless that is confirmed.
    package func remove(_ connection: StoredConnection, confirmed: Bool, library: ModuleLibrary) throws {
        if !confirmed {
            let scenarios = try ConnectionUse(transaction, library: library).scenarios(of: connection)
            guard scenarios.isEmpty else { throw ConnectionInUse(name: connection.name, scenarios: scenarios.map(\.name)) }
        }
        try store.remove(connection.id, in: connection.organization)
        try write("Deleted", connection)
    }

    package func view(_ connection: StoredConnection) -> ConnectionView {
        let (form, fields) = (ConnectionForm(kept: connection.type), opened(connection))
        let secret = Set(form?.descriptor.fields.filter(\.isSecret).map(\.name) ?? [])
        var (shown, set): (Fields, [String]) = ([:], [])
        // Of a kind that isn't known, nobody can say what is a secret.
        for field in form?.descriptor.fields ?? [] {
            guard let value = fields?[field.name] else { continue }
            if secret.contains(field.name) { set.append(field.name) } else { shown[field.name] = value }
        }
        return ConnectionView(
            stored: connection, descriptor: form?.descriptor, fields: shown, secrets: set, isReadable: fields != nil)
    }

    private func sealed(_ fields: Fields, for connection: StoredConnection) throws -> [UInt8] {
        try secrets.seal(Array(Value.collection(fields).json.text().utf8), for: connection.place)
    }

    private func opened(_ connection: StoredConnection) -> Fields? { secrets.opened(connection) }

    private func write(_ what: String, _ connection: StoredConnection, _ rest: String = "") throws {
        let kind = connection.isKey ? "key" : "connection"
        try Acts(transaction).add(
            Act(
                organization: connection.organization, at: now, kind: .connection,
                summary: "\(what) the \(kind) '\(connection.name)'\(rest)", author: actor.user, address: actor.address,
                subject: "\(kind) \(connection.id)"))
    }
}

extension InstallationSecrets {
    /// What is entered in a connection; `nil` if it was sealed with a key that is not here.
    func opened(_ connection: StoredConnection) -> Fields? {
        guard let bytes = open(connection.sealed, for: connection.place), let json = try? JSON(parsing: bytes),
            case .collection(let fields) = Value(json)
        else { return nil }
        return fields
    }
}
