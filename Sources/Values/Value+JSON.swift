extension Value {
    /// Of a repeated key the last value counts. A number that can't be held stays text.
    package init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .number(let literal): self = Number(parsing: literal).map(Value.number) ?? .text(literal)
        case .string(let text): self = .text(text)
        case .array(let items): self = .array(items.map(Value.init))
        case .object(let object):
            var fields = Fields()
            fields.reserveCapacity(object.count)
            for member in object.members { fields[member.key] = Value(member.value) }
            self = .collection(fields)
        }
    }

    /// Dates become ISO 8601 text and buffers base64 text.
    package var json: JSON {
        switch self {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .number(let number): .number(number.description)
        case .text(let text): .string(text)
        case .date(let date): .string(date.iso8601)
        case .buffer(let buffer): .string(Base64.encode(buffer.bytes))
        case .array(let items): .array(items.map(\.json))
        case .collection(let fields): .object(fields.json)
        }
    }

    /// Appends the value's JSON without building the tree.
    package func writeJSON(into bytes: inout [UInt8]) {
        switch self {
        case .text(let text): JSONWriter.write(text, into: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (position, item) in items.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                item.writeJSON(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .collection(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (position, entry) in fields.entries.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriter.write(entry.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                entry.value.writeJSON(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .null, .boolean, .number, .date, .buffer: json.write(into: &bytes)
        }
    }
}

extension Fields {
    package init(_ object: JSONObject) { self = Value(.object(object)).asCollection ?? Fields() }

    package var json: JSONObject { JSONObject(members: entries.map { JSONObject.Member(key: $0.key, value: $0.value.json) }) }
}
