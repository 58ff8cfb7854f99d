import Values

/// One level of the interpreter's stack.
struct Frame: Sendable {
    enum Kind: Sendable {
        /// A module's bundles, one after another.
        case loop
        /// An aggregator's groups, one operation each, and the bundles of each.
        case groups
        /// A router's routes.
        case routes
        /// The aggregators that close with a loop, one after another.
        case closing
        /// The error handler of a module that failed.
        case handler
    }

    var kind: Kind
    let node: Int
    /// Length of the path outside.
    let base: Int
    var bundles: [Value] = []
    /// The next bundle, route or aggregator.
    var position = 0
    var group = -1
    /// A route's filter has passed.
    var hasPassed = false
    /// A loop around the bundle that is tried again: its other bundles were through it before.
    var isTakenUp = false
}

/// What an aggregator holds while its feeder's loop runs.
struct Gathering: Sendable {
    struct Group: Sendable {
        let key: Value
        var items: [Value] = []
    }

    private(set) var groups: [Group] = []
    private(set) var count = 0
    private var positions: [Value: Int] = [:]

    mutating func add(_ item: Value, to key: Value) {
        count += 1
        // One group without a key is the common case.
        if groups.count == 1, groups[0].key == key { return groups[0].items.append(item) }
        if let position = positions[key] { return groups[position].items.append(item) }
        positions[key] = groups.count
        groups.append(Group(key: key, items: [item]))
    }

    /// An empty loop still gives one group.
    mutating func addEmptyGroup() { groups.append(Group(key: .null)) }

    mutating func release(_ group: Int) { groups[group].items = [] }
}
