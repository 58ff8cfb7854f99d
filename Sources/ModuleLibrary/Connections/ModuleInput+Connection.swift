import Automation
import Values

extension ModuleInput {
    /// The connection that a parameter names, of one of these types.
    /// - Throws: where there is none, or one of another kind: the module isn't set up, and nothing is charged.
    func connection(_ parameter: String, _ type: String) throws(ModuleFailure) -> Connection {
        guard let connection = connections[parameter] else {
            throw .notSetUp("The module needs a connection or a key; choose one in its field '\(parameter)'.")
        }
        guard connection.type == type else {
            throw .notSetUp("The connection '\(connection.name)' is of another kind than the field '\(parameter)' takes (\(type)).")
        }
        return connection
    }
}

extension Connection {
    /// The text of a field that the connection can't do without.
    func required(_ field: String, _ label: String) throws(ModuleFailure) -> String {
        guard let text = fields.text(field) else {
            throw .notSetUp("The connection '\(name)' lacks its '\(label)'; edit it and fill it in.")
        }
        return text
    }
}
