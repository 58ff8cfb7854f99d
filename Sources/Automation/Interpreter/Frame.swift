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
