import Automation
import Values

/// `datastore:SearchRecord`
struct SearchRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:SearchRecord", label: "Search records",
        summary: "Finds the records that pass a filter; a bundle for each of them.",
        app: .dataStore, role: .search, effect: .ours,
        parameters: [
            DataStoreFields.store,
            FieldDescriptor("limit", "Limit", "uinteger", help: "How many records are returned at most, from 1 to 10000.", initial: 10),
            FieldDescriptor(
                "continueWhenNoRes", "Continue without results", "boolean",
                help: "If nothing is found, the modules after this one run once, with an empty bundle.", initial: false),
        ],
        mapper: [
            FieldDescriptor(
                "filter", "Filter", "filter", help: "Conditions on fields of the record, `address.city` or `key` among them.",
                fields: [
                    FieldDescriptor("a", "Field", required: true), FieldDescriptor("o", "Operator", required: true),
                    FieldDescriptor("b", "Value", "any"),
                ]),
            FieldDescriptor(
                "sort", "Sort", "array", help: "Without it the records come in the order of their keys.",
                fields: [
                    FieldDescriptor("key", "Field", required: true),
                    FieldDescriptor(
                        "order", "Order", "select", initial: "asc", options: [.init("asc", "Ascending"), .init("desc", "Descending")]),
                ], advanced: true),
            FieldDescriptor("mappAbleLimit", "Limit (mapped)", "uinteger", help: "Takes the place of the limit.", advanced: true),
        ],
        output: [FieldDescriptor("key", "Key"), FieldDescriptor("data", "Record", "collection")])

    private static let limits = 1...10_000
    private static let maxSorts = 10

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        let fixed = try input.parameters.integer("limit", "Limit", in: Self.limits)
        let limit = try input.mapper.integer("mappAbleLimit", "Limit", in: Self.limits) ?? fixed ?? 10
        let query = RecordQuery(
            filter: try RecordFilter(input.mapper["filter"] ?? .null, zone: input.zone), sort: try sort(input.mapper), limit: limit,
            continuesWithoutResults: input.parameters.flag("continueWhenNoRes", false))
        return try DataStoreFields.request(input, .search(query))
    }

    /// The format's own files have no sort with something in it: every name that a field and a direction may have is read.
    private func sort(_ mapper: Fields) throws(ModuleFailure) -> [RecordQuery.Sort] {
        let rows = mapper.rows("sort")
        guard rows.count <= Self.maxSorts else { throw .refused("Records are sorted by at most \(Self.maxSorts) fields.") }
        return rows.compactMap { row in
            guard let field = row.text("key") ?? row.text("field") ?? row.text("name") else { return nil }
            let order = row.text("order") ?? row.text("direction") ?? "asc"
            return RecordQuery.Sort(field: field, descending: order.lowercased().hasPrefix("desc") || order == "-1")
        }
    }
}
