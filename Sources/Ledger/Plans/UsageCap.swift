/// The most that may be used in each window of time: from one occurrence of `windows` up to the next.
package struct UsageCap: Hashable, Sendable {
    package let limit: Credits
    package let windows: Recurrence
    private var window: Int
    private var usedInWindow: Credits = .zero

    package init(_ limit: Credits, per windows: Recurrence) {
        precondition(limit >= .zero, "a cap is not below zero")
        self.limit = limit
        self.windows = windows
        window = windows.number(at: windows.anchor)
    }

    package func used(at instant: Instant) -> Credits { windows.number(at: instant) == window ? usedInWindow : .zero }

    package func left(at instant: Instant) -> Credits { limit - used(at: instant) }

    /// Admits what fits of an amount, and counts it.
    package mutating func admit(upTo amount: Credits, at instant: Instant) -> Credits {
        precondition(amount >= .zero, "less than nothing is not used")
        let admitted = min(amount, left(at: instant))
        usedInWindow = used(at: instant) + admitted
        window = windows.number(at: instant)
        return admitted
    }
}
