/// Buying extra credits when they run out (decision 15): what the customer set, and what came of it so far.
package struct AutoPurchase: Hashable, Sendable {
    package enum Switch: Hashable, Sendable {
        case on
        case off
        /// It switched itself off, and says so.
        case offAfterDeclines
    }

    package enum Decision: Hashable, Sendable {
        case buy(Credits)
        case wait(Reason)
    }

    /// Why nothing is bought.
    package enum Reason: Hashable, Sendable {
        case off
        case offAfterDeclines
        /// No unit, or a plan without a limit.
        case notForSale
        case balanceAboveThreshold
        /// One purchase at a time: how the last ends decides.
        case inFlight
        /// The plan's own credits were bought once more in this period; `left` is less than is bought at once.
        case limitReached(left: Credits)
    }

    /// After so many in a row it switches itself off.
    package static let declinesAllowed = 3

    package private(set) var state: Switch
    /// Buys when the balance is not above this.
    package var threshold: Credits
    /// Bought at once, raised to whole units.
    package var amount: Credits
    package let unit: Credits
    package private(set) var declines: Int

    package init(
        _ state: Switch = .on, threshold: Credits = .zero, amount: Credits? = nil, unit: Credits = Plan.ExtraTerms().autoUnit,
        declines: Int = 0
    ) {
        self.state = state
        self.threshold = threshold
        self.amount = amount ?? unit
        self.unit = unit
        self.declines = declines
    }

    /// - Parameters:
    ///   - balance: what can be spent less what is owed; `nil` is no limit.
    ///   - bought: automatically, in this period.
    ///   - limit: the plan's own credits per period; `nil` is no limit.
    package func decide(balance: Credits?, bought: Credits = .zero, limit: Credits?, inFlight: Bool = false) -> Decision {
        switch state {
        case .off: return .wait(.off)
        case .offAfterDeclines: return .wait(.offAfterDeclines)
        case .on: break
        }
        guard let balance, unit > .zero, amount > .zero else { return .wait(.notForSale) }
        guard balance <= threshold else { return .wait(.balanceAboveThreshold) }
        guard !inFlight else { return .wait(.inFlight) }
        let wanted = ExtraCredits.inWholeUnits(amount, of: unit)
        if let limit, limit - bought < wanted { return .wait(.limitReached(left: max(.zero, limit - bought))) }
        return .buy(wanted)
    }

    /// A purchase was paid: declines are no longer in a row.
    package mutating func paid() { declines = 0 }

    package mutating func declined() {
        declines += 1
        if state == .on, declines >= Self.declinesAllowed { state = .offAfterDeclines }
    }

    /// Only the customer switches: it never turns itself on.
    package mutating func turn(on: Bool) {
        if on, state != .on { declines = 0 }
        state = on ? .on : .off
    }
}
