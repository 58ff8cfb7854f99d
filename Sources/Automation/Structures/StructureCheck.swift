import Expressions
package import Values

/// What was given does not fit its data structure; the message names the field.
package struct StructureViolation: Error, Hashable, Sendable {
    /// `address.city`, `items[2].price`.
    package let path: String
    package let message: String
}

/// Holds values to a data structure: fills in defaults, makes each value what its field is, and refuses what can't be.
package struct StructureCheck: Sendable {
    package let fields: [FieldSpec]
    /// What no field is named for is refused; otherwise it is kept as it is.
    package let strict: Bool

    package init(fields: [FieldSpec], strict: Bool) {
        self.fields = fields
        self.strict = strict
    }

    /// The values as the structure wants them, in their own order, with what was filled in at the end.
    package func checked(_ data: Fields, zone: String) throws(StructureViolation) -> Fields {
        try checked(data, fields, zone: zone, path: "")
    }

    private func checked(_ data: Fields, _ specs: [FieldSpec], zone: String, path: String) throws(StructureViolation) -> Fields {
        var result = data
        for spec in specs {
            let place = path.isEmpty ? spec.name : "\(path).\(spec.name)"
            let given = data[spec.name]
            guard let given, !given.isNothing else {
                if !spec.initial.isNothing {
                    result[spec.name] = try value(spec.initial, spec, zone: zone, path: place)
                } else if spec.required {
                    throw StructureViolation(path: place, message: "The field '\(place)' is required, and it is missing.")
                } else if given != nil, spec.type != "text" {
                    // No text is no number and no date: the field is empty.
                    result[spec.name] = .null
                }
                continue
            }
            result[spec.name] = try value(given, spec, zone: zone, path: place)
        }
        guard strict, !specs.isEmpty || path.isEmpty else { return result }
        let known = Set(specs.map(\.name))
        if let stranger = data.keys.first(where: { !known.contains($0) }) {
            let place = path.isEmpty ? stranger : "\(path).\(stranger)"
            throw StructureViolation(path: place, message: "The data structure is strict, and has no field '\(place)'.")
        }
        return result
    }

    private func value(_ value: Value, _ spec: FieldSpec, zone: String, path: String) throws(StructureViolation) -> Value {
        let coerced = try coerced(value, spec.type, zone: zone, path: path)
        if !spec.allowed.isEmpty, !spec.allowed.contains(coerced), !spec.allowed.contains(value) {
            throw StructureViolation(path: path, message: "The field '\(path)' has a value that its data structure does not allow.")
        }
        switch coerced {
        case .collection(let fields): return .collection(try checked(fields, spec.fields, zone: zone, path: path))
        case .array(let items):
            var values: [Value] = []
            values.reserveCapacity(items.count)
            for (index, item) in items.enumerated() { values.append(try self.item(item, spec, zone: zone, path: "\(path)[\(index)]")) }
            return .array(values)
        default: return coerced
        }
    }

    private func item(_ value: Value, _ spec: FieldSpec, zone: String, path: String) throws(StructureViolation) -> Value {
        if let type = spec.itemType { return try coerced(value, type, zone: zone, path: path) }
        guard !spec.fields.isEmpty else { return value }
        guard case .collection(let fields) = try coerced(value, "collection", zone: zone, path: path) else { return value }
        return .collection(try checked(fields, spec.fields, zone: zone, path: path))
    }

    private func coerced(_ value: Value, _ type: String, zone: String, path: String) throws(StructureViolation) -> Value {
        do throws(EvaluationError) {
            return try Coercion.coerce(value, to: type, zone: zone)
        } catch {
            throw StructureViolation(path: path, message: "The field '\(path)' must be of type \(type): \(error.message)")
        }
    }
}
