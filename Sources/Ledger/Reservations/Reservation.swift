/// The most that an operation may cost, set aside before it begins (decision 7).
package struct Reservation: Hashable, Sendable {
    package struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral value: String) { rawValue = value }
        package var description: String { rawValue }
    }

    package let id: ID
    package let amount: Credits
    /// From which lots, in burn order.
    package let parts: [Burn.Part]
    /// From here it is given back by itself, as whoever made it is gone; `nil` is never.
    package let lapses: Instant?
}

/// Why a reservation was not made, or not found.
package enum ReservationProblem: Error, Hashable, Sendable {
    /// Nothing was set aside: there is less.
    case insufficient(needed: Credits, available: Credits)
    /// One with this id is open.
    case alreadyOpen(Reservation.ID)
    /// It was settled, released or lapsed before, or never made. Nothing changed.
    case gone(Reservation.ID)
}

extension ReservationProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .insufficient(let needed, let available): "\(needed) credits were to be reserved; \(available) are left."
        case .alreadyOpen(let id): "Reservation \(id) is open already; settle or release it first."
        case .gone(let id): "There is no open reservation \(id): it was settled, released or lapsed before."
        }
    }
}
