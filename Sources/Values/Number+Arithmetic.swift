extension Number {
    package static func + (left: Number, right: Number) -> Number {
        if case .compact(let a, exponent: 0) = left.form, case .compact(let b, exponent: 0) = right.form {
            let (sum, overflow) = a.addingReportingOverflow(b)
            if !overflow { return Number(sum) }
        }
        return sum(left, right)
    }

    package static func - (left: Number, right: Number) -> Number {
        if case .compact(let a, exponent: 0) = left.form, case .compact(let b, exponent: 0) = right.form {
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            if !overflow { return Number(difference) }
        }
        return sum(left, -right)
    }

    package static func * (left: Number, right: Number) -> Number {
        if case .compact(let a, exponent: 0) = left.form, case .compact(let b, exponent: 0) = right.form {
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            if !overflow { return Number(product) }
        }
        let (a, b) = (left.significand, right.significand)
        return normalized(
            negative: (a < 0) != (b < 0), Wide(product: a.magnitude, b.magnitude), exponent: left.exponent + right.exponent)
    }

    /// The quotient to 20 digits; `nil` for a division by zero.
    package static func / (left: Number, right: Number) -> Number? {
        guard !right.isZero else { return nil }
        if case .compact(let a, exponent: 0) = left.form, case .compact(let b, exponent: 0) = right.form, b != -1 {
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            if remainder == 0 { return Number(quotient) }
        }
        let (a, b) = (left.significand.magnitude, right.significand.magnitude)
        // As many digits more than the result keeps, so that dropping them rounds; what remains counts as one more.
        let shift = max(0, quotientDigits + 2 - Wide.digits(of: a) + Wide.digits(of: b))
        var quotient = scaled(a, by: shift)
        let remainder = quotient.divide(by: b)
        var exponent = left.exponent - right.exponent - shift
        if remainder != 0 {
            let (high, low) = quotient.low.multipliedFullWidth(by: 10)
            quotient.high = high
            quotient.low = low | 1
            exponent -= 1
        }
        let negative = (left.significand < 0) != (right.significand < 0)
        return normalized(negative: negative, quotient, exponent: exponent, digits: remainder == 0 ? maxDigits : quotientDigits)
    }

    /// The remainder with the sign of the dividend, as in JavaScript; `nil` for a division by zero.
    package static func % (left: Number, right: Number) -> Number? {
        guard !right.isZero else { return nil }
        if case .compact(let a, exponent: 0) = left.form, case .compact(let b, exponent: 0) = right.form {
            return b == -1 ? .zero : Number(a % b)
        }
        let exponent = min(left.exponent, right.exponent)
        guard let divisor = exactlyScaled(right.significand.magnitude, by: right.exponent - exponent) else { return left }
        var rest = left.significand.magnitude % divisor
        for _ in 0..<(left.exponent - exponent) { rest = Wide.remainder(of: rest, timesTenBy: divisor) }
        return normalized(negative: left.isNegative, Wide(rest), exponent: exponent)
    }

    package static prefix func - (number: Number) -> Number {
        if case .compact(let value, let exponent) = number.form, value != .min {
            var result = number
            result.form = .compact(-value, exponent: exponent)
            return result
        }
        return Number(-number.significand, exponent: number.exponent)
    }

    package var magnitude: Number { isNegative ? -self : self }

    private static func sum(_ left: Number, _ right: Number) -> Number {
        if left.isZero { return right }
        if right.isZero { return left }
        let (upper, lower) = left.exponent >= right.exponent ? (left, right) : (right, left)
        let gap = upper.exponent - lower.exponent
        if let scaled = exactlyScaled(upper.significand.magnitude, by: gap), scaled < UInt128(Int128.max) / 2 {
            return Number((upper.isNegative ? -Int128(scaled) : Int128(scaled)) + lower.significand, exponent: lower.exponent)
        }
        // Far apart: the smaller one only matters in digits that are not kept, beyond three that settle the rounding.
        let room = 37 - Wide.digits(of: upper.significand.magnitude)
        let scaled = upper.significand * Int128(Wide.powers[room])
        let dropped = gap - room
        let rest = dropped > 38 ? 0 : lower.significand / Int128(Wide.powers[dropped])
        return Number(scaled + rest, exponent: lower.exponent + dropped)
    }

    /// Exact, or `nil` where 128 bits don't hold it.
    private static func exactlyScaled(_ value: UInt128, by power: Int) -> UInt128? {
        guard power <= 38 else { return value == 0 ? 0 : nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: Wide.powers[power])
        return overflow ? nil : product
    }

    /// `value` x 10^`power` in 256 bits, for at most 76 digits.
    private static func scaled(_ value: UInt128, by power: Int) -> Wide {
        guard power > 38 else { return Wide(product: value, Wide.powers[power]) }
        return Wide(product: value * Wide.powers[power - 38], Wide.powers[38])
    }
}

extension Wide {
    static func remainder(of value: UInt128, timesTenBy divisor: UInt128) -> UInt128 {
        var product = Wide(product: value, 10)
        return product.divide(by: divisor)
    }
}

extension Number: Comparable {
    package static func < (left: Number, right: Number) -> Bool {
        if case .compact(let a, let first) = left.form, case .compact(let b, let second) = right.form, first == second { return a < b }
        let (a, b) = (left.significand, right.significand)
        guard a.signum() == b.signum(), a != 0 else { return a.signum() < b.signum() }
        let (leftDigits, rightDigits) = (Wide.digits(of: a.magnitude) + left.exponent, Wide.digits(of: b.magnitude) + right.exponent)
        guard leftDigits == rightDigits else { return (leftDigits < rightDigits) == (a > 0) }
        // The same magnitude, so the exponents differ by less than 34 and scaling stays within 256 bits' lower half.
        let exponent = min(left.exponent, right.exponent)
        let first = a.magnitude * Wide.powers[left.exponent - exponent]
        let second = b.magnitude * Wide.powers[right.exponent - exponent]
        return a > 0 ? first < second : first > second
    }
}
