extension Number {
    /// Reads `12`, `-0.50`, `.5`, `1e400`; nothing else may stand in the text. `nil` where it is no number, or greater than can be held.
    package init?(parsing text: String) {
        var text = text
        guard let number = text.withUTF8({ Number(parsing: $0) }) else { return nil }
        self = number
    }

    package init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var reader = NumberReader()
        guard reader.read(bytes) else { return nil }
        guard let number = reader.number else { return nil }
        self = number
    }
}

/// Collects the digits of a decimal literal.
private struct NumberReader {
    var isNegative = false
    var significand: UInt64 = 0
    /// Beyond what 64 bits hold, for the few literals that need it.
    var wide: UInt128?
    var exponent = 0
    var digits = 0

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            position = 1
        }
        var seen = false
        var isFraction = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte &- 48 < 10 {
                seen = true
                add(UInt64(byte &- 48), isFraction)
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                break
            }
            position += 1
        }
        guard seen else { return false }
        return position == bytes.count || readExponent(bytes, from: position)
    }

    private mutating func add(_ digit: UInt64, _ isFraction: Bool) {
        if digits < 18 {
            significand = significand * 10 + digit
            if significand != 0 { digits += 1 }
            if isFraction { exponent -= 1 }
        } else if digits < 37 {
            wide = (wide ?? UInt128(significand)) * 10 + UInt128(digit)
            digits += 1
            if isFraction { exponent -= 1 }
        } else if !isFraction {
            exponent += 1
        }
    }

    private mutating func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        guard bytes[start] | 0x20 == UInt8(ascii: "e") else { return false }
        var position = start + 1
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        guard position < bytes.count else { return false }
        var power = 0
        while position < bytes.count {
            guard bytes[position] &- 48 < 10 else { return false }
            power = min(power * 10 + Int(bytes[position] &- 48), 1_000_000_000)
            position += 1
        }
        exponent += isNegative ? -power : power
        return true
    }

    var number: Number? {
        let magnitude = wide ?? UInt128(significand)
        guard magnitude != 0 else { return .zero }
        guard exponent + Wide.digits(of: magnitude) <= Number.maxExponent else { return nil }
        let signed = isNegative ? -Int128(magnitude) : Int128(magnitude)
        return Number(signed, exponent: exponent)
    }
}

extension Number: CustomStringConvertible {
    /// All digits, never an exponent.
    package var description: String {
        if case .compact(let value, exponent: 0) = form { return String(value) }
        let digits = String(significand.magnitude)
        let sign = isNegative ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let missing = 1 - exponent - digits.utf8.count
        let padded = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
        let point = padded.index(padded.endIndex, offsetBy: exponent)
        return sign + padded[..<point] + "." + padded[point...]
    }
}

extension Number {
    package enum Rounding: Sendable { case down, up, towardZero, halfAwayFromZero, halfUp }

    /// The number to `decimals` digits after the point; negative: to tens, hundreds ...
    package func rounded(_ rounding: Rounding, decimals: Int = 0) -> Number {
        guard exponent < -decimals else { return self }
        let dropped = -decimals - exponent
        guard dropped <= 38 else { return Number.settled(isNegative, rest: 1, half: 2, quotient: 0, rounding, exponent: -decimals) }
        let unit = Wide.powers[dropped]
        let (quotient, rest) = significand.magnitude.quotientAndRemainder(dividingBy: unit)
        return Number.settled(isNegative, rest: rest, half: unit / 2, quotient: quotient, rounding, exponent: -decimals)
    }

    private static func settled(
        _ isNegative: Bool, rest: UInt128, half: UInt128, quotient: UInt128, _ rounding: Rounding, exponent: Int
    ) -> Number {
        let goesOut =
            switch rounding {
            case .down: rest > 0 && isNegative
            case .up: rest > 0 && !isNegative
            case .towardZero: false
            case .halfAwayFromZero: rest >= half
            case .halfUp: isNegative ? rest > half : rest >= half
            }
        return normalized(negative: isNegative, Wide(goesOut ? quotient + 1 : quotient), exponent: exponent)
    }
}
