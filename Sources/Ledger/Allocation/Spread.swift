/// An amount laid over what several have, in order: each takes what it has, and the last what no one could. So it shows whose debt a
/// debt is.
package enum Spread {
    /// - Parameter charges: what was charged; below zero is what was given back, of the same or of others. Less than nothing is not laid.
    package static func lay(_ charges: [Credits], over holders: [Credits]) -> [Credits] {
        var open = max(.zero, charges.sum())
        var shares = holders.map { held in
            let share = min(open, max(.zero, held))
            open -= share
            return share
        }
        if let last = shares.indices.last { shares[last] += open }
        return shares
    }
}
