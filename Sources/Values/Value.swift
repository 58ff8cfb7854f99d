/// What flows between modules while a run is under way.
package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Number)
    case text(String)
    case date(Timestamp)
    case buffer(Buffer)
    case array([Value])
    case collection(Fields)
}

/// Bytes, and the text encoding that they are known to have (`nil`: not text).
package struct Buffer: Hashable, Sendable {
    package var bytes: [UInt8]
    package var encoding: String?

    package init(bytes: [UInt8], encoding: String? = nil) {
        self.bytes = bytes
        self.encoding = encoding
    }
}

extension Value {
    package var isNull: Bool {
        guard case .null = self else { return false }
        return true
    }

    package var asBoolean: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    package var asNumber: Number? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    package var asInteger: Int? { asNumber?.int }

    package var asText: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    package var asDate: Timestamp? {
        guard case .date(let date) = self else { return nil }
        return date
    }

    package var asBuffer: Buffer? {
        guard case .buffer(let buffer) = self else { return nil }
        return buffer
    }

    package var asArray: [Value]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    package var asCollection: Fields? {
        guard case .collection(let fields) = self else { return nil }
        return fields
    }

    /// Whether arrays and collections stand within each other more than `limit` times. Looks no deeper than that.
    package func isDeeper(than limit: Int) -> Bool {
        switch self {
        case .array(let items): limit <= 0 || items.contains { $0.isDeeper(than: limit - 1) }
        case .collection(let fields): limit <= 0 || fields.entries.contains { $0.value.isDeeper(than: limit - 1) }
        default: false
        }
    }

    /// The field of a collection; `nil` where it is missing or this is no collection.
    package subscript(key: String) -> Value? {
        guard case .collection(let fields) = self else { return nil }
        return fields[key]
    }

    /// The item of an array, counted from 0; `nil` where there is none.
    package subscript(index: Int) -> Value? {
        guard case .array(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .number(Number(value)) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(nilLiteral: ()) { self = .null }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral elements: Value...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, Value)...) { self = .collection(Fields(elements)) }
}
