/// What an organization can spend, kept in memory between commits: operations are admitted at once and committed with their group.
///
/// `held` is what was admitted and is not committed yet; `available` never includes it.
package struct Account: Hashable, Sendable {
    /// What the lots had at the last commit; `nil` is no limit. Below zero: debt.
    package private(set) var balance: Credits?
    package private(set) var held: Credits = .zero

    package init(balance: Credits?) { self.balance = balance }

    /// What may still be admitted; `nil` is no limit.
    package var available: Credits? { balance.map { max(.zero, $0 - held) } }

    /// Holds `amount` for an operation that is about to begin; false if it doesn't fit, and then nothing is held.
    /// What costs nothing is admitted at any balance.
    package mutating func admit(_ amount: Credits) -> Bool {
        precondition(amount >= .zero, "an operation does not cost less than nothing")
        if amount > .zero, let available, amount > available { return false }
        held += amount
        return true
    }

    /// Holds up to `most`, for an operation whose price is not known beforehand: what fits, or `nil` where that is less than `least`.
    package mutating func admit(upTo most: Credits, atLeast least: Credits) -> Credits? {
        let amount = min(most, available ?? most)
        guard amount >= least, admit(amount) else { return nil }
        return amount
    }

    /// An operation admitted at `amount` is on disk; it cost `actual`, which may be more (then the rest is debt) or less.
    package mutating func commit(_ amount: Credits, actual: Credits? = nil) {
        release(amount)
        if let balance { self.balance = balance - (actual ?? amount) }
    }

    /// An operation admitted at `amount` did not take place.
    package mutating func release(_ amount: Credits) {
        precondition(amount <= held, "more was released than is held")
        held -= amount
    }

    /// The lots changed (grant, expiry, reset); what is held stays held.
    package mutating func reset(balance: Credits?) { self.balance = balance }
}
