/// A whole divided among parts, to the last centicredit: each gets its share rounded down, and what is left over goes to the first shares
/// in order, one centicredit each.
package struct Split: Hashable, Sendable {
    package enum Share: Hashable, Sendable {
        case part(Int64, of: Int64)
        /// What the other shares leave.
        case remaining
    }

    /// Each over `denominator`; together they are the whole.
    private let numerators: [Int128]
    private let denominator: Int128

    /// `nil` unless the shares are together the whole, and at most one is what remains.
    package init?(_ shares: [Share]) {
        var (denominator, numerators) = (Int128(1), [Int128]())
        for case .part(let part, let whole) in shares {
            guard part >= 0, whole > 0 else { return nil }
            let (product, tooLarge) = denominator.multipliedReportingOverflow(by: Int128(whole) / Self.divisor(denominator, Int128(whole)))
            guard !tooLarge, product < Int128(Int64.max) else { return nil }
            denominator = product
        }
        for case .part(let part, let whole) in shares { numerators.append(Int128(part) * (denominator / Int128(whole))) }
        let rest = denominator - numerators.reduce(0, +)
        let open = shares.indices.filter { shares[$0] == .remaining }
        guard rest >= 0, open.count <= 1, open.count == 1 || rest == 0 else { return nil }
        if let place = open.first { numerators.insert(rest, at: place) }
        (self.numerators, self.denominator) = (numerators, denominator)
    }

    package func parts(of whole: Credits) -> [Credits] {
        precondition(whole >= .zero, "what is given back is split as what it cost was")
        var parts = numerators.map { Int64(Rounding.down.quotient(Int128(whole.centicredits) * $0, by: denominator)) }
        var left = whole.centicredits - parts.reduce(0, +)
        for index in parts.indices where left > 0 && numerators[index] > 0 {
            parts[index] += 1
            left -= 1
        }
        return parts.map(Credits.init(centicredits:))
    }

    private static func divisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
