import Automation
import Engine
import Stores
import Values

/// Connections and keys as the API's clients know them: never a secret among it.
enum ConnectionRecord {
    static let accounts = "account:"
    static let keys = "keychain:"

    static func connection(_ view: ConnectionView) -> Record {
        let stored = view.stored
        var record: Record = [
            "id": stored.id, "name": stored.name, "accountName": type(stored), "accountLabel": view.descriptor?.label ?? type(stored),
            "packageName": nil, "expire": nil, "metadata": metadata(view), "teamId": stored.team, "organizationId": stored.organization,
            "theme": view.descriptor?.app.color, "upgradeable": false, "scopesCnt": 0, "scoped": true, "accountType": "basic",
            "editable": view.descriptor != nil, "uid": nil,
        ]
        addOwn(view, to: &record)
        return record
    }

    static func key(_ view: ConnectionView) -> Record {
        let stored = view.stored
        var record: Record = [
            "id": stored.id, "name": stored.name, "typeName": type(stored), "teamId": stored.team, "packageName": nil,
            "theme": view.descriptor?.app.color,
        ]
        addOwn(view, to: &record)
        return record
    }

    /// What the format of others doesn't have.
    private static func addOwn(_ view: ConnectionView, to record: inout Record) {
        record["type"] = view.stored.type
        record["fields"] = Value.collection(view.fields)
        record["secretsSet"] = view.secrets
        record["readable"] = view.isReadable
        record["created"] = view.stored.created
        record["changed"] = view.stored.changed
    }

    static func form(_ type: ConnectionDescriptor) -> Record {
        [
            "type": type.type, "label": type.label, "isKey": type.type.hasPrefix(keys),
            "app": ["name": type.app.name, "label": type.app.label, "icon": type.app.icon, "color": type.app.color] as Record,
            "fields": type.fields.map(field),
        ]
    }

    static func keyType(_ type: ConnectionDescriptor) -> Record {
        ["name": String(type.type.dropFirst(keys.count)), "label": type.label, "parameters": type.fields.map(field)]
    }

    private static func field(_ field: FieldDescriptor) -> Record {
        var record = ModuleRecord.field(field)
        record["secret"] = field.isSecret
        return record
    }

    private static func type(_ stored: StoredConnection) -> String {
        String(stored.type.dropFirst(stored.isKey ? keys.count : accounts.count))
    }

    /// Who one is there, where a field says so.
    private static func metadata(_ view: ConnectionView) -> Record? {
        guard case .text(let user)? = view.fields["user"] else { return nil }
        return ["type": user.contains("@") ? "email" : "string", "value": user]
    }
}

extension Access {
    /// - Parameter isKey: keys and connections have ids of one sequence, and each is found only as what it is.
    func connection(_ id: StoredConnection.ID, isKey: Bool, _ need: Need = .view) throws -> StoredConnection {
        let (store, what) = (ConnectionStore(transaction), isKey ? "key" : "connection")
        guard let organization = try store.organization(of: id), let role = try role(in: organization),
            let connection = try store.connection(id, in: organization), connection.isKey == isKey
        else { throw Problem.notFound(what) }
        guard role.allows(need) else { throw Problem.forbidden() }
        return connection
    }
}
