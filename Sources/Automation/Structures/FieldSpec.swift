package import Values

/// A field of a data structure, in the format's own terms.
package struct FieldSpec: Hashable, Sendable {
    package var name: String
    package var type: String
    package var required: Bool
    /// What stands in where nothing is given.
    package var initial: Value
    /// Of a collection, or of each item of an array that holds collections.
    package var fields: [FieldSpec] = []
    /// The type of each item of an array that holds something else.
    package var itemType: String?
    /// What the value may be; empty: anything of its type.
    package var allowed: [Value] = []

    /// Types that a field may have.
    package static let types: Set = [
        "text", "number", "integer", "uinteger", "boolean", "date", "time", "buffer", "array", "collection", "any", "json", "url", "email",
        "filename", "select", "hidden", "uuid", "color", "timezone", "password",
    ]
}

/// What is wrong with a specification, and where: `spec[2].type`.
package struct SpecProblem: Error, Hashable, Sendable {
    package let path: String
    package let message: String
}

extension FieldSpec {
    /// Fields of a structure with all that is within them, at most.
    package static let maxFields = 1_000
    /// How deep collections and arrays stand within each other, at most.
    package static let maxDepth = 20

    /// Reads `[{name, type, required, default, spec}]`.
    package static func read(_ json: JSON) throws(SpecProblem) -> [FieldSpec] {
        var count = 0
        return try read(json, path: "spec", depth: 0, count: &count)
    }

    private static func read(_ json: JSON, path: String, depth: Int, count: inout Int) throws(SpecProblem) -> [FieldSpec] {
        guard let items = json.asArray else { throw SpecProblem(path: path, message: "'\(path)' must be a list of fields.") }
        guard depth < maxDepth else { throw SpecProblem(path: path, message: "Fields stand at most \(maxDepth) deep within each other.") }
        var fields: [FieldSpec] = []
        for (index, item) in items.enumerated() {
            let place = "\(path)[\(index)]"
            count += 1
            guard count <= maxFields else { throw SpecProblem(path: path, message: "A data structure has at most \(maxFields) fields.") }
            guard let name = item["name"]?.asText, !name.isEmpty else {
                throw SpecProblem(path: "\(place).name", message: "Each field needs a name.")
            }
            guard !fields.contains(where: { $0.name == name }) else {
                throw SpecProblem(path: "\(place).name", message: "There are two fields named '\(name)'.")
            }
            fields.append(try field(item, name, path: place, depth: depth, count: &count))
        }
        return fields
    }

    private static func field(
        _ json: JSON, _ name: String, path: String, depth: Int, count: inout Int
    ) throws(SpecProblem) -> FieldSpec {
        let type = json["type"]?.asText ?? "text"
        guard types.contains(type) else { throw SpecProblem(path: "\(path).type", message: "There is no type '\(type)' of a field.") }
        var field = FieldSpec(
            name: name, type: type, required: json["required"]?.asBoolean ?? false, initial: json["default"].map(Value.init) ?? .null)
        field.allowed = (json["validate"]?["enum"]?.asArray ?? []).map(Value.init)
        guard type == "array" || type == "collection", let inner = json["spec"], !inner.isNull else { return field }
        if type == "array", case .object = inner {
            let itemType = inner["type"]?.asText ?? "any"
            guard types.contains(itemType) else {
                throw SpecProblem(path: "\(path).spec.type", message: "There is no type '\(itemType)' of a field.")
            }
            if itemType == "collection", let fields = inner["spec"] {
                field.fields = try read(fields, path: "\(path).spec.spec", depth: depth + 1, count: &count)
            } else {
                field.itemType = itemType
            }
        } else {
            field.fields = try read(inner, path: "\(path).spec", depth: depth + 1, count: &count)
        }
        return field
    }
}
