package import Automation
import ModuleLibrary
package import Values

/// What a kind of connection asks for, held against what somebody entered.
package struct ConnectionForm: Sendable {
    package let descriptor: ConnectionDescriptor

    /// Bytes of one text.
    static let textLimit = 65_536

    /// - Parameter type: `account:smtp`, or `smtp` where `prefix` is `account:`. Throws ``InvalidInput`` for a kind that is not here.
    package init(type: String, prefix: String, field: String) throws {
        let full = type.contains(":") ? type : prefix + type
        let known = Self.types(prefix)
        guard let found = known.first(where: { $0.type == full }) else {
            let names = known.map { String($0.type.dropFirst(prefix.count)) }.joined(separator: ", ")
            throw InvalidInput(field, "'\(type)' is not a type that exists here; use one of \(names).")
        }
        descriptor = found
    }

    /// `nil` for a kind that this version of the program doesn't have.
    package init?(kept type: String) {
        guard let found = ModuleLibrary.connectionTypes.first(where: { $0.type == type }) else { return nil }
        descriptor = found
    }

    /// - Parameter prefix: `account:` or `keychain:`.
    package static func types(_ prefix: String) -> [ConnectionDescriptor] {
        ModuleLibrary.connectionTypes.filter { $0.type.hasPrefix(prefix) }
    }

    /// What is kept: what there was, with what was entered in its place; `null` takes a field away. Throws ``InvalidInput``.
    package func fields(_ given: JSONObject, over kept: Fields = [:]) throws -> Fields {
        var fields = kept
        for member in given.members {
            guard let field = descriptor.fields.first(where: { $0.name == member.key }) else {
                let names = descriptor.fields.map(\.name).joined(separator: ", ")
                throw InvalidInput(member.key, "\(descriptor.label) has no field '\(member.key)'; it has \(names).")
            }
            fields[field.name] = member.value == .null ? nil : try Self.value(member.value, of: field)
        }
        for field in descriptor.fields where fields[field.name] == nil {
            if let initial = field.initial, initial != .null { fields[field.name] = Value(initial) }
            guard !field.required || fields[field.name] != nil else {
                throw InvalidInput(field.name, "Missing value of required parameter '\(field.name)' (\(field.label)).")
            }
        }
        return fields
    }

    private static func value(_ json: JSON, of field: FieldDescriptor) throws -> Value? {
        switch field.type {
        case "number", "integer", "uinteger":
            if json.asText == "" { return nil }
            guard let number = json.asInteger ?? json.asText.flatMap({ Int($0) }), field.type != "uinteger" || number >= 0 else {
                throw InvalidInput(field.name, "'\(field.label)' must be a whole number.")
            }
            return .number(Number(number))
        case "boolean":
            guard let flag = json.asBoolean else { throw InvalidInput(field.name, "'\(field.label)' must be true or false.") }
            return .boolean(flag)
        default:
            guard let text = json.asText ?? json.asInteger.map(String.init) else {
                throw InvalidInput(field.name, "'\(field.label)' must be text.")
            }
            guard text.utf8.count <= textLimit else {
                throw InvalidInput(field.name, "'\(field.label)' must not be longer than \(textLimit) bytes.")
            }
            guard field.options.isEmpty || field.options.contains(where: { $0.value == text }) else {
                throw InvalidInput(
                    field.name, "'\(field.label)' must be one of \(field.options.map(\.value).joined(separator: ", ")).")
            }
            return text.isEmpty ? nil : .text(text)
        }
    }
}

extension FieldDescriptor {
    /// It can be written, and not read again.
    package var isSecret: Bool { type == "password" || type == "cert" }
}
