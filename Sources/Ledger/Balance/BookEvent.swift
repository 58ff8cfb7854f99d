/// Something that happened to a balance, at its own instant, whenever it is heard of.
package struct BookEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A lot, valid from its own start on.
        case grant(Lot)
        /// The rest of a lot is taken back.
        case void(Lot.ID)
        case reset(preservingDebt: Bool)
        case charge(Credits)
        /// Up to so much of a charge is given back.
        case refund(of: EventKey, Credits)
    }

    package let key: EventKey
    package let at: Instant
    package let kind: Kind

    package init(_ key: EventKey, at instant: Instant, _ kind: Kind) {
        self.key = key
        self.at = instant
        self.kind = kind
    }

    /// A lot that is granted counts from its start.
    package init(_ key: EventKey, granting lot: Lot) { self.init(key, at: lot.effective, .grant(lot)) }

    /// At one instant resets come before charges, and those before what gives them back; equal ones by key. So the order of events never
    /// depends on the order in which they came.
    func precedes(_ other: BookEvent) -> Bool { (at, kind.rank, key) < (other.at, other.kind.rank, other.key) }
}

extension BookEvent.Kind {
    fileprivate var rank: Int {
        switch self {
        case .grant, .void: 0
        case .reset: 1
        case .charge: 2
        case .refund: 3
        }
    }

    /// Whether it belongs to the instant's beginning, before anything is charged at it.
    var isReset: Bool { rank == 1 }
}
