import Expressions
package import Values

/// Conditions on the fields of records, as a search carries them in its mapper: `[[{a, o, b}]]`, one of the groups, all in it.
/// `a` is the name of a field (`city`, `address.city`), and `key` that of the record where it has no field of that name.
package struct RecordFilter: Sendable {
    struct Condition: Sendable {
        let path: [String]
        let operation: FilterOperator
        let right: Value
    }

    let groups: [[Condition]]
    private let zone: String

    /// Conditions in a filter, at most.
    package static let maxConditions = 200

    /// Throws what is wrong with it: an operator that there is none of, a side that is not what the operator compares.
    package init(_ value: Value, zone: String) throws(ModuleFailure) {
        self.zone = zone
        var groups: [[Condition]] = []
        for group in Self.rows(value) {
            var conditions: [Condition] = []
            // `[{a, o, b}]` without the outer array is one group of one condition.
            for row in Self.rows(group) {
                guard let fields = row.asCollection else { continue }
                conditions.append(try Self.condition(fields, zone))
            }
            groups.append(conditions)
        }
        guard groups.reduce(0, { $0 + $1.count }) <= Self.maxConditions else {
            throw ModuleFailure("DataError", "A filter has at most \(Self.maxConditions) conditions.", began: false)
        }
        self.groups = groups
    }

    /// What can't be compared as the operator wants does not match: records are not all alike.
    package func matches(key: String, _ data: Fields) -> Bool {
        if groups.isEmpty || groups.contains(where: \.isEmpty) { return true }
        return groups.contains { group in group.allSatisfy { holds($0, key, data) } }
    }

    private func holds(_ condition: Condition, _ key: String, _ data: Fields) -> Bool {
        let left = RecordPath.value(at: condition.path, of: data, key: key)
        do throws(EvaluationError) {
            return try condition.operation.holds(left, condition.right, zone: zone)
        } catch {
            return false
        }
    }

    private static func rows(_ value: Value) -> [Value] {
        switch value {
        case .array(let items): items
        case .collection: [value]
        default: []
        }
    }

    private static func condition(_ fields: Fields, _ zone: String) throws(ModuleFailure) -> Condition {
        let (field, name) = (fields["a"]?.asText ?? "", fields["o"]?.asText ?? "exist")
        guard !field.isEmpty else {
            throw ModuleFailure("DataError", "A condition of the filter names no field.", began: false)
        }
        guard let operation = FilterOperator(name) else {
            throw ModuleFailure("InvalidConfigurationError", "There is no operator \"\(name)\".", began: false)
        }
        let right = operation.subject == .existence ? .null : fields["b"] ?? .null
        do throws(EvaluationError) {
            // Compared with itself it shows whether it is what the operator wants.
            _ = try operation.holds(right, right, zone: zone)
        } catch {
            throw ModuleFailure(error.type, "The condition on '\(field)': \(error.message)", began: false)
        }
        return Condition(path: RecordPath.parts(field), operation: operation, right: right)
    }
}

/// `address.city`: a field within a field of a record.
enum RecordPath {
    static func parts(_ text: String) -> [String] { text.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }

    static func value(at path: [String], of data: Fields, key: String) -> Value {
        // A field whose name has a dot in it is that field.
        if path.count > 1, let value = data[path.joined(separator: ".")] { return value }
        guard let name = path.first, var value = data[name] else { return path == ["key"] ? .text(key) : .null }
        for name in path.dropFirst() { value = value[name] ?? .null }
        return value
    }
}
