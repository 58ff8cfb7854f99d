/// Which lot pays first: by the first key that tells two lots apart (decision 10).
package struct BurnOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        /// The lower number first.
        case priority
        /// What lapses sooner first; what never lapses last.
        case expiry
        /// As `expiry`, but lots that lapse within the same second are told apart by the next key.
        case expiryBySecond
        /// What nobody paid for first.
        case grantedBeforePurchased
        case promotionalFirst
        /// What is valid sooner first.
        case effective
        /// The larger grant first; one without a limit before all.
        case largerFirst
        /// The older first.
        case creation
        case id
    }

    package let keys: [Key]

    package static let standard = BurnOrder([.priority, .expiry, .creation, .id])

    /// Ends with the id, named or not, so that every order is total and every burn repeatable.
    package init(_ keys: [Key]) { self.keys = keys.contains(.id) ? keys : keys + [.id] }

    package func precedes(_ left: Lot, _ right: Lot) -> Bool {
        for key in keys {
            switch key.compare(left, right) {
            case let order where order < 0: return true
            case let order where order > 0: return false
            default: continue
            }
        }
        return false
    }
}

extension BurnOrder.Key {
    fileprivate func compare(_ left: Lot, _ right: Lot) -> Int {
        switch self {
        case .priority: order(left.priority, right.priority)
        case .expiry: order(left.expires ?? .distantFuture, right.expires ?? .distantFuture)
        case .expiryBySecond: order(left.expirySecond, right.expirySecond)
        case .grantedBeforePurchased: order(left.kind == .extra ? 1 : 0, right.kind == .extra ? 1 : 0)
        case .promotionalFirst: order(left.kind == .promotional ? 0 : 1, right.kind == .promotional ? 0 : 1)
        case .effective: order(left.effective, right.effective)
        case .largerFirst: order(right.granted?.centicredits ?? .max, left.granted?.centicredits ?? .max)
        case .creation: order(left.created, right.created)
        case .id: order(left.id, right.id)
        }
    }

    private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int { left < right ? -1 : left > right ? 1 : 0 }
}

extension Lot {
    /// Whole seconds since 1970, rounded down.
    fileprivate var expirySecond: Int64 { expires.map { ($0.milliseconds - (($0.milliseconds % 1_000) + 1_000) % 1_000) / 1_000 } ?? .max }
}
