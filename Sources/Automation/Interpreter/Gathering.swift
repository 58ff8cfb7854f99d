import Values

/// What an aggregator holds while its feeder's loop runs.
struct Gathering: Sendable {
    struct Group: Sendable {
        let key: Value
        var items: [Value] = []
        /// Bytes, with the key.
        var weight = 0
    }

    private(set) var groups: [Group] = []
    private(set) var count = 0
    /// Bytes of all groups that were not released.
    private(set) var weight = 0
    private var positions: [Value: Int] = [:]

    init() {}

    /// One that an attempt takes up at its place; those before it were through.
    init(_ group: ResumePoint.Group, at position: Int) {
        groups = Array(repeating: Group(key: .null), count: position)
        weight = group.items.reduce(group.key.weight) { $0 + $1.weight }
        groups.append(Group(key: group.key, items: group.items, weight: weight))
        count = group.items.count
    }

    /// Bytes that it would hold more.
    func weight(adding item: Value, to key: Value) -> Int { item.weight + (position(of: key) == nil ? key.weight : 0) }

    mutating func add(_ item: Value, to key: Value, weight more: Int) {
        count += 1
        weight += more
        if let position = position(of: key) {
            groups[position].items.append(item)
            groups[position].weight += more
        } else {
            positions[key] = groups.count
            groups.append(Group(key: key, items: [item], weight: more))
        }
    }

    // One group without a key is the common case.
    private func position(of key: Value) -> Int? { groups.count == 1 && groups[0].key == key ? 0 : positions[key] }

    /// An empty loop still gives one group.
    mutating func addEmptyGroup() { groups.append(Group(key: .null)) }

    mutating func release(_ group: Int) {
        weight -= groups[group].weight
        groups[group].items = []
        groups[group].weight = 0
    }
}
