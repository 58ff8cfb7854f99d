extension Lot {
    /// The first instant at which the lot no longer holds: it lapsed, was taken back or deleted. Never before it began; `nil` is for ever.
    package var ends: Instant? {
        guard voided != nil || deleted != nil else { return expires.map { max($0, effective) } }
        let ends = min(expires ?? .distantFuture, min(voided ?? .distantFuture, deleted ?? .distantFuture))
        return max(ends, effective)
    }

    package func isValid(at instant: Instant) -> Bool {
        guard effective <= instant else { return false }
        guard let ends else { return true }
        return instant < ends
    }

    /// The next instant after `instant` at which the lot starts, is filled up again or ends.
    package func nextChange(after instant: Instant) -> Instant? {
        let ends = ends
        guard effective < ends ?? .distantFuture else { return nil }
        if instant < effective { return effective }
        guard instant < ends ?? .distantFuture else { return nil }
        guard let refill = recurrence?.next(after: instant), refill < ends ?? .distantFuture else { return ends }
        return refill
    }

    func isRefilled(at instant: Instant) -> Bool {
        guard let recurrence, effective < instant, isValid(at: instant) else { return false }
        return recurrence.occurs(at: instant)
    }
}

extension Lot {
    /// What a reset leaves of a lot.
    package struct Rollover: Hashable, Sendable {
        /// At least this, even if less was left.
        package let minimum: Credits
        /// At most this; `nil` is no limit.
        package let maximum: Credits?

        /// The lot goes on as it is: what it had and what it lost don't depend on the period.
        package static let everything = Rollover(maximum: nil)
        /// What is left lapses.
        package static let nothing = Rollover(maximum: .zero)

        package init(minimum: Credits = .zero, maximum: Credits?) {
            self.minimum = minimum
            self.maximum = maximum
        }

        package func left(of remaining: Credits) -> Credits { min(max(minimum, remaining), maximum ?? max(minimum, remaining)) }
    }
}
