/// Which members of each row are asked for: `cols[]=id&cols[]=name`; `*`, or nothing, is all.
struct Columns {
    private let names: Set<String>?

    init(_ query: QueryItems) {
        let asked = Set(query.list("cols"))
        names = asked.isEmpty || asked.contains("*") ? nil : asked
    }

    func contains(_ name: String) -> Bool { names?.contains(name) ?? true }
}
