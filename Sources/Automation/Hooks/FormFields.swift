package import Values

/// The fields of a form or a query.
package enum FormFields {
    /// Names and values, decoded, in their order.
    package static func items(of text: some Collection<UInt8>) -> [(name: String, value: String)] {
        text.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (FormText.decode(parts[0]), parts.count == 2 ? FormText.decode(parts[1]) : "")
        }
    }

    /// A repeated name, or one that ends in `[]`, is a list.
    package static func read(
        _ items: [(name: String, value: String)], limits: HookBodyLimits = .init()
    ) throws(HookBodyError) -> Fields {
        try read(items.map { ($0.name, Value.text($0.value)) }, limits: limits)
    }

    static func read(_ items: [(name: String, value: Value)], limits: HookBodyLimits) throws(HookBodyError) -> Fields {
        guard items.count <= limits.fields else {
            throw HookBodyError(message: "The form has more than \(limits.fields) fields (webhook.fields).")
        }
        // Gathered first: a list that is copied for each of its items takes the square of their number.
        var order: [String] = []
        var gathered: [String: (isList: Bool, values: [Value])] = [:]
        for (name, value) in items {
            let isList = name.hasSuffix("[]")
            let key = isList ? String(name.dropLast(2)) : name
            if gathered[key] == nil { order.append(key) }
            gathered[key, default: (false, [])].values.append(value)
            if isList { gathered[key]?.isList = true }
        }
        return Fields(
            order.map { key in
                let field = gathered[key] ?? (false, [])
                return (key, field.isList || field.values.count > 1 ? .array(field.values) : field.values.first ?? .null)
            })
    }
}
