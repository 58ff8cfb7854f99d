package import Values

/// The structure of a value as field specs, so that an editor can offer its fields: what a webhook learns from a delivery.
package enum Structure {
    /// Fields that are learned at most, and how deep.
    static let maxFields = 500
    static let maxDepth = 10

    /// `[{name, type, spec?}]` of a collection; of anything else nothing.
    package static func specs(of value: Value) -> JSON {
        var left = maxFields
        return specs(of: value, depth: 0, left: &left)
    }

    private static func specs(of value: Value, depth: Int, left: inout Int) -> JSON {
        guard case .collection(let fields) = value else { return [] }
        var specs: [JSON] = []
        for entry in fields.entries {
            guard left > 0 else { break }
            left -= 1
            var spec: [(String, JSON)] = [("name", .string(entry.key))]
            spec += members(of: entry.value, depth: depth, left: &left)
            specs.append(.object(JSONObject(spec)))
        }
        return .array(specs)
    }

    private static func members(of value: Value, depth: Int, left: inout Int) -> [(String, JSON)] {
        let type = ("type", JSON.string(type(of: value)))
        guard depth < maxDepth else { return [type] }
        switch value {
        case .collection: return [type, ("spec", specs(of: value, depth: depth + 1, left: &left))]
        case .array(let items):
            // Items of a list are mostly alike, and one may have a field that another lacks.
            let merged = Fields(items.prefix(20).compactMap(\.asCollection).flatMap { $0.entries.map { ($0.key, $0.value) } })
            if !merged.isEmpty { return [type, ("spec", specs(of: .collection(merged), depth: depth + 1, left: &left))] }
            guard let first = items.first else { return [type] }
            return [type, ("spec", .object(JSONObject(members(of: first, depth: depth + 1, left: &left))))]
        default: return [type]
        }
    }

    private static func type(of value: Value) -> String {
        switch value {
        case .null: "any"
        case .boolean: "boolean"
        case .number: "number"
        case .text: "text"
        case .date: "date"
        case .buffer: "buffer"
        case .array: "array"
        case .collection: "collection"
        }
    }
}
