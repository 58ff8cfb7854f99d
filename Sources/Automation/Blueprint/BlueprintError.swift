package import Values

/// Why a file can't be read as a blueprint.
package enum BlueprintError: Error, Hashable, Sendable {
    /// Not JSON at all; the error has the line and the column.
    case notJSON(JSONError)
    /// JSON, but something at `path` (`flow[3].filter`) isn't what the format has there.
    case malformed(path: String, message: String)

    /// Where in the blueprint, as far as that can be said.
    package var path: String {
        switch self {
        case .notJSON: ""
        case .malformed(let path, _): path
        }
    }
}

extension BlueprintError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let error): "line \(error.line), column \(error.column): \(error.message)"
        case .malformed(let path, let message): path.isEmpty ? message : "\(path): \(message)"
        }
    }
}

extension JSON {
    /// What it is, for an error message.
    var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
