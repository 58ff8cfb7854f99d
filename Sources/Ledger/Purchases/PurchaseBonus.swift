/// Promotional credits on top of a purchase, by how much was bought.
package struct PurchaseBonus: Hashable, Sendable {
    package enum Gift: Hashable, Sendable {
        case flat(Credits)
        /// Of what was bought, any part of a centicredit left away.
        case percent(Int64)
    }

    /// Holds from `minimum` on, up to the next.
    package struct Slab: Hashable, Sendable {
        package let minimum: Credits
        package let gift: Gift

        package init(from minimum: Credits, _ gift: Gift) {
            self.minimum = minimum
            self.gift = gift
        }
    }

    package let slabs: [Slab]

    package init(_ slabs: [Slab]) { self.slabs = slabs.sorted { $0.minimum < $1.minimum } }

    /// `nil`: too little was bought for any.
    package func slab(for bought: Credits) -> Slab? { slabs.last { $0.minimum <= bought } }

    package func bonus(for bought: Credits) -> Credits {
        switch slab(for: bought)?.gift {
        case .flat(let credits): credits
        case .percent(let percent):
            Credits(centicredits: Int64(Rounding.down.quotient(Int128(bought.centicredits) * Int128(percent), by: 100)))
        case nil: .zero
        }
    }
}
