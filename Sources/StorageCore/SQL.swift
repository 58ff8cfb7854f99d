/// A value on its way into or out of the database: integers, text and bytes, nothing else.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// What can be a parameter of a statement.
package protocol SQLParameter {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLParameter {
    package var sqlValue: SQLValue { self }
}

extension Int64: SQLParameter {
    package var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLParameter {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLParameter {
    /// Booleans are stored as 0 and 1.
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLParameter {
    package var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLParameter {
    package var sqlValue: SQLValue { .bytes(self) }
}

extension Optional: SQLParameter where Wrapped: SQLParameter {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

/// A statement with its parameters apart: `"SELECT name FROM team WHERE id = \(team)"` binds `team`, so nothing can be injected.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text, with `?` for each parameter. The PostgreSQL driver numbers them.
    package var text: String
    package var parameters: [SQLValue]

    package init(_ text: String, _ parameters: [SQLValue] = []) {
        self.text = text
        self.parameters = parameters
    }

    package init(stringLiteral value: String) {
        text = value
        parameters = []
    }

    package init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        parameters = stringInterpolation.parameters
    }

    package struct Interpolation: StringInterpolationProtocol {
        var text: String
        var parameters: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ parameter: some SQLParameter) {
            text += "?"
            parameters.append(parameter.sqlValue)
        }

        /// Spelled out, as the compiler takes an optional that meets a generic parameter for a mistake.
        package mutating func appendInterpolation<Parameter: SQLParameter>(_ parameter: Parameter?) {
            text += "?"
            parameters.append(parameter.sqlValue)
        }

        /// Text of our own (a column list, a clause), never of a user.
        package mutating func appendInterpolation(literal: String) { text += literal }

        /// A statement within a statement, with its parameters.
        package mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            parameters += part.parameters
        }

        /// A list for `IN (...)`; an empty one matches nothing.
        package mutating func appendInterpolation(list: [some SQLParameter]) {
            text += list.isEmpty ? "NULL" : Array(repeating: "?", count: list.count).joined(separator: ", ")
            parameters += list.map(\.sqlValue)
        }
    }
}
