import Ledger
import Values

/// A part of a whole, between 0 and 1, with four decimals.
struct Share: Wire {
    let wire: JSON

    init(_ part: Credits, of whole: Credits) { wire = Decimal.ratio(part.centicredits, whole.centicredits, factor: 1, digits: 4) }
}

/// A part of a whole, between 0 and 100, with two decimals.
struct Percent: Wire {
    let wire: JSON

    init(_ part: Int64, of whole: Int64) { wire = Decimal.ratio(part, whole, factor: 100, digits: 2) }
}

/// Decimals by integers: what is shown is the nearest, and the same on every machine.
private enum Decimal {
    static func ratio(_ part: Int64, _ whole: Int64, factor: Int128, digits: Int) -> JSON {
        guard whole > 0 else { return 0 }
        let scale = (0..<digits).reduce(Int128(1)) { scale, _ in scale * 10 }
        let scaled = (Int128(part) * factor * scale * 2 + Int128(whole)) / (Int128(whole) * 2)
        let (units, rest) = scaled.quotientAndRemainder(dividingBy: scale)
        guard rest > 0 else { return .number("\(units)") }
        var decimals = "\(rest)"
        decimals = String(repeating: "0", count: digits - decimals.utf8.count) + decimals
        while decimals.last == "0" { decimals.removeLast() }
        return .number("\(units).\(decimals)")
    }
}
