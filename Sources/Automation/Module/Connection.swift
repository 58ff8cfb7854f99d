package import Values

/// A connection or a key, opened for one operation: where to and as whom. Its fields hold secrets, and never go into a log or a message.
package struct Connection: Sendable {
    package var id: Int64
    /// The name of its ``ConnectionDescriptor``.
    package var type: String
    package var name: String
    package var fields: Fields

    package init(id: Int64, type: String, name: String, fields: Fields) {
        self.id = id
        self.type = type
        self.name = name
        self.fields = fields
    }
}

/// A kind of connection: what its form asks for.
package struct ConnectionDescriptor: Sendable {
    /// As the field type of the parameter that names such a connection says it: `account:smtp`, `keychain:apikey`.
    package var type: String
    package var label: String
    package var app: AppDescriptor
    /// Those of type `password` and `cert` are secrets: they can be written and not read again.
    package var fields: [FieldDescriptor]

    package init(type: String, label: String, app: AppDescriptor, fields: [FieldDescriptor]) {
        self.type = type
        self.label = label
        self.app = app
        self.fields = fields
    }
}

extension FieldDescriptor {
    /// The parameter names a connection or a key by its id.
    package var namesConnection: Bool { type.hasPrefix("account:") || type.hasPrefix("keychain:") }
    /// The parameter names a data structure by its id.
    package var namesStructure: Bool { type == "udt" }
}
