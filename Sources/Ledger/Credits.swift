/// An amount of credits, counted in centicredits (1/100 credit): the only unit that is ever added up.
package struct Credits: Hashable, Comparable, Sendable, AdditiveArithmetic {
    package var centicredits: Int64

    package init(centicredits: Int64) { self.centicredits = centicredits }

    /// A whole number of credits.
    package init(_ credits: Int64) { centicredits = credits * 100 }

    package static let zero = Credits(centicredits: 0)

    package static func < (left: Credits, right: Credits) -> Bool { left.centicredits < right.centicredits }
    package static func + (left: Credits, right: Credits) -> Credits { Credits(centicredits: left.centicredits + right.centicredits) }
    package static func - (left: Credits, right: Credits) -> Credits { Credits(centicredits: left.centicredits - right.centicredits) }
    package static prefix func - (credits: Credits) -> Credits { Credits(centicredits: -credits.centicredits) }
}

extension Sequence<Credits> {
    package func sum() -> Credits { reduce(.zero, +) }
}

extension Credits: CustomStringConvertible {
    /// Up to two decimals, trailing zeros left out: `19`, `0.5`, `-3.07`.
    package var description: String {
        let (whole, part) = centicredits.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = centicredits < 0 ? "-" : ""
        guard part != 0 else { return "\(sign)\(whole)" }
        let decimals = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return "\(sign)\(whole).\(decimals)"
    }

    /// What ``description`` writes: digits, at most two of them after a point, an optional minus; `nil` for anything else or too large.
    package init?(parsing text: String) {
        var digits = text.utf8[...]
        let negative = digits.first == UInt8(ascii: "-")
        if negative { digits.removeFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : "00"[...].utf8
        guard (1...2).contains(decimals.count) else { return nil }
        var amount: Int64 = 0
        for digit in Array(whole) + Array(decimals) + (decimals.count == 1 ? [UInt8(ascii: "0")] : []) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (shifted, tooLarge) = amount.multipliedReportingOverflow(by: 10)
            let (next, tooLargeStill) = shifted.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !tooLarge, !tooLargeStill else { return nil }
            amount = next
        }
        centicredits = negative ? -amount : amount
    }
}
