/// 256 bits without a sign: what the product of two significands needs.
struct Wide {
    var high: UInt128
    var low: UInt128

    init(_ value: UInt128) {
        high = 0
        low = value
    }

    init(product left: UInt128, _ right: UInt128) { (high, low) = left.multipliedFullWidth(by: right) }

    /// 10^0 to 10^38, all that fit 128 bits.
    static let powers: [UInt128] = (0...38).map { power in (0..<power).reduce(1 as UInt128) { result, _ in result * 10 } }

    static func digits(of value: UInt128) -> Int {
        // log10(2) is 1233 / 4096, near enough for 128 bits; the table settles the rest.
        let estimate = ((128 - value.leadingZeroBitCount) * 1233) >> 12
        return value < powers[min(estimate, 38)] ? max(estimate, 1) : estimate + 1
    }

    var digits: Int {
        guard high != 0 else { return Wide.digits(of: low) }
        var rest = self
        _ = rest.divide(by: Wide.powers[38])
        return rest.digits + 38
    }

    var isZero: Bool { high == 0 && low == 0 }

    /// Leaves the quotient, answers the remainder.
    mutating func divide(by divisor: UInt128) -> UInt128 {
        guard high != 0 else {
            let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
            low = quotient
            return remainder
        }
        let (upper, carry) = high.quotientAndRemainder(dividingBy: divisor)
        let (lower, remainder) = divisor.dividingFullWidth((carry, low))
        high = upper
        low = lower
        return remainder
    }

    /// Drops the last `count` digits, the last kept one rounded half up.
    mutating func drop(_ count: Int) {
        guard count > 0 else { return }
        var rest = count - 1
        while rest > 0 {
            let step = min(rest, 38)
            _ = divide(by: Wide.powers[step])
            rest -= step
        }
        guard divide(by: 10) >= 5 else { return }
        let (sum, carry) = low.addingReportingOverflow(1)
        low = sum
        if carry { high += 1 }
    }
}

extension Number {
    /// Rounds to the digits that are kept, and gives the value its one form.
    static func normalized(negative: Bool, _ magnitude: Wide, exponent: Int, digits: Int = maxDigits) -> Number {
        guard !magnitude.isZero else { return .zero }
        var magnitude = magnitude
        var exponent = exponent
        let excess = magnitude.digits - digits
        if excess > 0 {
            magnitude.drop(excess)
            exponent += excess
        }
        var value = magnitude.low
        let isSmallInteger = exponent == 0 && value <= UInt128(Int64.max)
        if !isSmallInteger { stripZeros(&value, &exponent) }
        // A whole number with few digits is written out.
        if exponent > 0, exponent <= 18, Wide.digits(of: value) + exponent <= 19, value * Wide.powers[exponent] <= UInt128(Int64.max) {
            value *= Wide.powers[exponent]
            exponent = 0
        }
        return Number(negative: negative, value, bounded: exponent)
    }

    private static func stripZeros(_ value: inout UInt128, _ exponent: inout Int) {
        for step in [32, 16, 8, 4, 2, 1] {
            let (quotient, remainder) = value.quotientAndRemainder(dividingBy: Wide.powers[step])
            if remainder == 0 {
                value = quotient
                exponent += step
            }
        }
    }

    private init(negative: Bool, _ value: UInt128, bounded exponent: Int) {
        var value = value
        var exponent = exponent
        if exponent > Number.maxExponent {
            value = Wide.powers[Number.maxDigits] - 1
            exponent = Number.maxExponent
        } else if exponent < -Number.maxExponent {
            self = .zero
            return
        }
        let significand = negative ? -Int128(value) : Int128(value)
        if let small = Int64(exactly: significand) {
            form = .compact(small, exponent: Int16(exponent))
        } else {
            form = .wide(significand, exponent: Int16(exponent))
        }
    }
}
