import Values

/// What a field of a mapper is wanted as: from the module's descriptor, or from the field specs that the export carries.
struct FieldType: Sendable {
    enum Kind: String, Sendable {
        case any
        case text
        case number
        case integer
        case uinteger
        case boolean
        case date
        case time
        case json
        case buffer
        case array
        case collection
    }

    var kind: Kind
    /// Of a collection, or of each item of an array that holds collections.
    var fields: [String: FieldType] = [:]
    /// Of each item of an array that holds something else.
    var itemKind: Kind = .any

    static let any = FieldType(kind: .any)

    var item: FieldType { fields.isEmpty ? FieldType(kind: itemKind) : FieldType(kind: .collection, fields: fields) }

    init(kind: Kind, fields: [String: FieldType] = [:]) {
        self.kind = kind
        self.fields = fields
    }

    init(_ descriptor: FieldDescriptor) {
        kind = Self.kind(of: descriptor.type)
        fields = Self.fields(descriptor.fields)
    }

    static func fields(_ descriptors: [FieldDescriptor]) -> [String: FieldType] {
        Dictionary(descriptors.map { ($0.name, FieldType($0)) }) { $1 }
    }

    static func kind(of type: String) -> Kind {
        switch type {
        case "text", "url", "email", "filename", "password": .text
        // A select may hold anything; the rest are things of an account, or the editor's own.
        default: Kind(rawValue: type) ?? .any
        }
    }
}

extension FieldType {
    /// From a field spec `{name, type, spec, nested, options}`.
    private init(spec: JSON, depth: Int) {
        kind = Self.kind(of: spec["type"]?.asText ?? "")
        // One value or several, as the maker likes.
        if spec["multiple"]?.asBoolean == true { kind = .any }
        guard let inner = spec["spec"] else { return }
        if let items = inner.asArray {
            fields = Self.fields(specs: items, depth: depth + 1)
        } else {
            itemKind = Self.kind(of: inner["type"]?.asText ?? "")
            fields = Self.fields(specs: inner["spec"]?.asArray ?? [], depth: depth + 1)
        }
    }

    /// By name. Fields that appear with a choice (`nested`) stand beside the choice.
    static func fields(specs: [JSON], depth: Int = 0) -> [String: FieldType] {
        guard depth < BlueprintLimits.nesting else { return [:] }
        var types: [String: FieldType] = [:]
        for spec in specs {
            let options = spec["options"]
            let nested = (spec["nested"]?.asArray ?? []) + (options?["nested"]?.asArray ?? [])
            let byChoice = (options?.asArray ?? []).flatMap { $0["nested"]?.asArray ?? [] }
            types.merge(fields(specs: nested + byChoice, depth: depth + 1)) { $1 }
            if let name = spec["name"]?.asText { types[name] = FieldType(spec: spec, depth: depth) }
        }
        return types
    }
}
