/// A JSON document as it was written: the order and the repetition of keys and the spelling of numbers are kept.
package enum JSON: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// The literal as written: `1`, `1.0` and `1e0` are three.
    case number(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    package var asText: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var asInteger: Int? {
        guard case .number(let literal) = self else { return nil }
        return Int(literal) ?? Number(parsing: literal)?.int
    }

    package var asBoolean: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    package var asArray: [JSON]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    package var asObject: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    package var isNull: Bool { self == .null }

    /// The member of an object; `nil` where it is missing or this is no object.
    package subscript(key: String) -> JSON? { asObject?[key] }

    /// The item of an array, counted from 0; `nil` where there is none.
    package subscript(index: Int) -> JSON? {
        guard case .array(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number("\(value)") }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(nilLiteral: ()) { self = .null }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
