/// Credits that came in together, from which charges are paid while they are valid.
package struct Lot: Hashable, Sendable {
    package struct ID: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
        package let rawValue: Int64
        package init(rawValue: Int64) { self.rawValue = rawValue }
        package init(integerLiteral value: Int64) { rawValue = value }
        package var description: String { "\(rawValue)" }
        package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    package enum Kind: Int64, CaseIterable, Sendable {
        case plan = 1
        case extra = 2
        case promotional = 3
        case adjustment = 4

        /// Lower burns first.
        package var defaultPriority: Int64 {
            switch self {
            case .adjustment: 10
            case .plan: 20
            case .promotional: 25
            case .extra: 30
            }
        }
    }

    package let id: ID
    package let kind: Kind
    package let priority: Int64
    /// `nil`: no limit.
    package let granted: Credits?
    package var used: Credits
    /// The sum of what compensating entries gave (above zero) or took after the grant.
    package var adjusted: Credits
    /// Valid from here ...
    package let effective: Instant
    /// ... up to, but not including, here; `nil` is for ever.
    package let expires: Instant?
    package let created: Instant
    /// From here the rest is taken back.
    package var voided: Instant?
    /// From here the lot counts as if it had ended: it was granted by mistake.
    package var deleted: Instant?
    /// When the lot is filled up again to what was granted; nothing is added to what is left.
    package let recurrence: Recurrence?
    package let rollover: Rollover

    package init(
        id: ID, kind: Kind, priority: Int64? = nil, granted: Credits?, used: Credits = .zero, adjusted: Credits = .zero, effective: Instant,
        expires: Instant? = nil, created: Instant? = nil, voided: Instant? = nil, deleted: Instant? = nil, recurrence: Recurrence? = nil,
        rollover: Rollover = .everything
    ) {
        self.id = id
        self.kind = kind
        self.priority = priority ?? kind.defaultPriority
        self.granted = granted
        self.used = used
        self.adjusted = adjusted
        self.effective = effective
        self.expires = expires
        self.created = created ?? effective
        self.voided = voided
        self.deleted = deleted
        self.recurrence = recurrence
        self.rollover = rollover
    }

    /// What can still be taken, were the lot valid; `nil` is no limit.
    package var remaining: Credits? { granted.map { max(.zero, $0 + adjusted - used) } }

    /// What was used beyond what the lot had; paid first from the next grant.
    package var debt: Credits { granted.map { max(.zero, used - $0 - adjusted) } ?? .zero }

    /// What can be given back without the lot having more than was granted; `nil` is no limit.
    var room: Credits? { granted.map { _ in max(.zero, used - adjusted) } }
}
