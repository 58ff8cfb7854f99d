/// How an amount was taken from lots.
package struct Burn: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let lot: Lot.ID
        package let credits: Credits

        package init(lot: Lot.ID, credits: Credits) {
            self.lot = lot
            self.credits = credits
        }
    }

    /// In burn order; none is zero.
    package let parts: [Part]
    /// What no lot could pay: debt, paid first from the next grant (decision 7).
    package let shortfall: Credits

    package init(parts: [Part], shortfall: Credits) {
        self.parts = parts
        self.shortfall = shortfall
    }

    package var paid: Credits { parts.lazy.map(\.credits).sum() }
}

extension BurnOrder {
    /// Takes `amount` from the lots valid at `instant`, in this order. Lots are not changed: `apply` does that.
    package func burn(_ amount: Credits, from lots: [Lot], at instant: Instant) -> Burn {
        lots.filter { $0.isValid(at: instant) }.sorted(by: precedes).burn(amount, at: instant)
    }
}

extension [Lot] {
    /// Takes `amount` from those valid at `instant`, in the order in which they are here.
    func burn(_ amount: Credits, at instant: Instant) -> Burn {
        precondition(amount >= .zero, "a charge is not below zero; what is given back is an adjustment")
        var open = amount
        var parts: [Burn.Part] = []
        for lot in self where open > .zero && lot.isValid(at: instant) {
            let taken = Swift.min(open, lot.remaining ?? open)
            guard taken > .zero else { continue }
            parts.append(Burn.Part(lot: lot.id, credits: taken))
            open -= taken
        }
        return Burn(parts: parts, shortfall: open)
    }
}

extension [Lot] {
    /// What can be spent at an instant; `nil` is no limit.
    package func available(at instant: Instant) -> Credits? {
        var sum = Credits.zero
        for lot in self where lot.isValid(at: instant) {
            guard let remaining = lot.remaining else { return nil }
            sum += remaining
        }
        return sum
    }

    /// The lots after a burn.
    package mutating func apply(_ burn: Burn) {
        for part in burn.parts {
            guard let index = firstIndex(where: { $0.id == part.lot }) else { preconditionFailure("a lot was burnt that isn't here") }
            self[index].used += part.credits
        }
    }

    /// The next instant after `instant` at which a lot starts, is filled up again or ends, so the balance has to be looked at again.
    package func nextChange(after instant: Instant) -> Instant? {
        var next: Instant?
        for lot in self {
            if let change = lot.nextChange(after: instant) { next = Swift.min(change, next ?? change) }
        }
        return next
    }
}
