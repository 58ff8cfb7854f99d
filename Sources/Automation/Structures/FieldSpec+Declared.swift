package import Values

extension FieldSpec {
    /// Fields as a blueprint declares them of its inputs and outputs. Such declarations come from elsewhere, so what is not understood of
    /// one bounds nothing: a type that is not known takes anything, a field without a name is passed over.
    package static func declared(_ specs: [JSON]) -> [FieldSpec] { (try? read(.array(understood(specs, depth: 1)))) ?? [] }

    private static func understood(_ specs: [JSON], depth: Int) -> [JSON] {
        var names: Set<String> = []
        return specs.compactMap { spec in
            guard let name = spec["name"]?.asText, !name.isEmpty, names.insert(name).inserted else { return nil }
            return understood(spec, depth: depth)
        }
    }

    private static func understood(_ spec: JSON, depth: Int) -> JSON {
        guard case .object(var field) = spec else { return ["type": "any"] }
        let type = field["type"]?.asText ?? "any"
        field["type"] = .string(types.contains(type) ? type : "any")
        if type == "select", field["validate"]?["enum"]?.asArray == nil, let options = field["options"]?.asArray {
            field["validate"] = ["enum": .array(options.compactMap { $0["value"] ?? $0 })]
        }
        switch field["spec"] {
        case .array(let inner)? where depth < maxDepth: field["spec"] = .array(understood(inner, depth: depth + 1))
        case .object? where depth < maxDepth: field["spec"] = understood(field["spec"] ?? [:], depth: depth + 1)
        default: field["spec"] = nil
        }
        return .object(field)
    }
}
