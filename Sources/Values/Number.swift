/// An exact decimal number: 0.1 + 0.2 is 0.3. Sums, differences and products are exact up to 34 significant digits and rounded half
/// away from zero beyond; quotients have 20, as in the decimal library that the format's own engine uses.
///
/// One value has one form, so that equality and hashing need no thought: a whole number that fits an `Int64` has exponent 0, everything
/// else has no trailing zero in its significand.
package struct Number: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        case compact(Int64, exponent: Int16)
        indirect case wide(Int128, exponent: Int16)
    }

    var form: Form

    static let maxDigits = 34
    static let quotientDigits = 20
    /// Beyond it a number is held at the greatest, or is zero; as in decimal128.
    static let maxExponent = 6144

    package static let zero = Number(0 as Int64)

    package init(_ value: Int64) { form = .compact(value, exponent: 0) }
    package init(_ value: Int) { form = .compact(Int64(value), exponent: 0) }

    /// The nearest number to the shortest text of `value`; `nil` for infinities and not-a-number.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int64(exactly: value) {
            self.init(whole)
        } else {
            self.init(parsing: "\(value)")
        }
    }

    /// `significand` x 10^`exponent`, brought to the one form.
    init(_ significand: Int128, exponent: Int) {
        if exponent == 0, let small = Int64(exactly: significand) {
            form = .compact(small, exponent: 0)
            return
        }
        self = Number.normalized(negative: significand < 0, Wide(significand.magnitude), exponent: exponent)
    }

    var significand: Int128 {
        switch form {
        case .compact(let significand, _): Int128(significand)
        case .wide(let significand, _): significand
        }
    }

    var exponent: Int {
        switch form {
        case .compact(_, let exponent), .wide(_, let exponent): Int(exponent)
        }
    }

    /// The number as an integer, where it is one that fits.
    package var int: Int? {
        guard case .compact(let value, exponent: 0) = form else { return nil }
        return Int(value)
    }

    package var double: Double {
        guard case .compact(let value, let exponent) = form else { return Double(description) ?? 0 }
        if exponent == 0 { return Double(value) }
        // Both operands are exact in binary, so the one division rounds correctly.
        if value.magnitude < 1 << 53, exponent < 0, exponent >= -22 { return Double(value) / Number.doublePowers[Int(-exponent)] }
        return Double(description) ?? 0
    }

    package var isZero: Bool { form == .compact(0, exponent: 0) }
    package var isNegative: Bool { significand < 0 }
    package var isInteger: Bool { exponent >= 0 }

    private static let doublePowers: [Double] = (0...22).map { power in (0..<power).reduce(1.0) { result, _ in result * 10 } }
}

extension Number: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self.init(value) }
}
