/// Unused credits of an earlier period, kept apart from the period's own: they are used before these, the oldest first.
package struct RolledCredits: Hashable, Sendable {
    package var credits: Credits
    /// Resets that they outlive still, the next included; `nil` is all.
    package var resetsLeft: Int?

    package init(_ credits: Credits, resetsLeft: Int? = nil) {
        self.credits = credits
        self.resetsLeft = resetsLeft
    }

    /// What goes on at the end of a period.
    package struct Rule: Hashable, Sendable {
        /// Of all rolled credits together; `nil` is no limit.
        package let maximum: Credits?
        /// How many periods they last; `nil` is for ever.
        package let periods: Int?

        package init(maximum: Credits? = nil, periods: Int? = nil) {
            precondition((maximum ?? .zero) >= .zero && (periods ?? 1) > 0, "credits roll over into a period or more")
            self.maximum = maximum
            self.periods = periods
        }

        /// At most `percent` of what a period grants, any part of a centicredit left away.
        package init(percent: Int64, of granted: Credits, periods: Int? = nil) {
            let exact = Int128(granted.centicredits) * Int128(percent)
            self.init(maximum: Credits(centicredits: Int64(Rounding.down.quotient(exact, by: 100))), periods: periods)
        }

        /// What the next period finds, the oldest first, of the credits that rolled over before and of those `unused` now. Beyond the
        /// maximum the oldest are lost first.
        package func roll(_ earlier: [RolledCredits], unused: Credits) -> [RolledCredits] {
            let kept = earlier.filter { $0.credits > .zero && $0.resetsLeft != 1 }.map {
                RolledCredits($0.credits, resetsLeft: $0.resetsLeft.map { $0 - 1 })
            }
            var rolled = kept + (unused > .zero ? [RolledCredits(unused, resetsLeft: periods)] : [])
            guard let maximum else { return rolled }
            var tooMuch = max(.zero, rolled.lazy.map(\.credits).sum() - maximum)
            for index in rolled.indices {
                let lost = min(tooMuch, rolled[index].credits)
                rolled[index].credits -= lost
                tooMuch -= lost
            }
            return rolled.filter { $0.credits > .zero }
        }
    }
}
