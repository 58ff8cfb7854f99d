extension Timestamp {
    /// `2026-11-22T10:00:00.000Z`; years beyond four digits carry a sign and six, as in JavaScript.
    package var iso8601: String {
        let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
        let date = CivilDate(daysSince1970: Int(days))
        var text: [UInt8] = []
        text.reserveCapacity(24)
        if 0...9999 ~= date.year {
            text.append(date.year, digits: 4)
        } else {
            text.append(UInt8(ascii: date.year < 0 ? "-" : "+"))
            text.append(abs(date.year), digits: 6)
        }
        text.append(UInt8(ascii: "-"))
        text.append(date.month, digits: 2)
        text.append(UInt8(ascii: "-"))
        text.append(date.day, digits: 2)
        text.append(UInt8(ascii: "T"))
        text.append(Int(rest / 3_600_000), digits: 2)
        text.append(UInt8(ascii: ":"))
        text.append(Int(rest / 60_000 % 60), digits: 2)
        text.append(UInt8(ascii: ":"))
        text.append(Int(rest / 1000 % 60), digits: 2)
        text.append(UInt8(ascii: "."))
        text.append(Int(rest % 1000), digits: 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// `2026-11-22`, `2026-11-22T10:00`, `2026-11-22 10:00:00.5+01:00` ...; without an offset the time is UTC.
    package init?(iso8601 text: String) {
        var reader = ISO8601Reader(bytes: Array(text.utf8))
        guard let milliseconds = reader.instant() else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

private struct ISO8601Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func instant() -> Int64? {
        guard let year = year(), take("-"), let month = number(2), take("-"), let day = number(2) else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        var milliseconds = Int64(date.daysSince1970) * 86_400_000
        if position < bytes.count {
            guard take("T") || take("t") || take(" "), let time = time(), let offset = offset() else { return nil }
            milliseconds += time - offset
        }
        return position == bytes.count ? milliseconds : nil
    }

    private mutating func year() -> Int? {
        if take("+") { return number(6) }
        if take("-") { return number(6).map { -$0 } }
        return number(4)
    }

    private mutating func time() -> Int64? {
        guard let hour = number(2), take(":"), let minute = number(2), hour <= 24, minute < 60 else { return nil }
        var milliseconds = Int64(hour * 60 + minute) * 60_000
        if take(":") {
            guard let second = number(2), second < 60 else { return nil }
            milliseconds += Int64(second) * 1000
            if take(".") || take(",") {
                guard let fraction = fraction() else { return nil }
                milliseconds += fraction
            }
        }
        return milliseconds <= 86_400_000 ? milliseconds : nil
    }

    private mutating func fraction() -> Int64? {
        var result: Int64 = 0
        var unit: Int64 = 100
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 {
            result += Int64(bytes[position] &- 48) * unit
            unit /= 10
            position += 1
        }
        return position > start ? result : nil
    }

    private mutating func offset() -> Int64? {
        if position == bytes.count || take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2) else { return nil }
        var minutes = 0
        if position < bytes.count {
            _ = take(":")
            guard let part = number(2), part < 60 else { return nil }
            minutes = part
        }
        let offset = Int64(hours * 60 + minutes) * 60_000
        return isWest ? -offset : offset
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var result = 0
        for byte in bytes[position..<position + digits] {
            guard byte &- 48 < 10 else { return nil }
            result = result * 10 + Int(byte &- 48)
        }
        position += digits
        return result
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}

extension [UInt8] {
    /// Appends a number that is not negative with at least `digits` digits.
    package mutating func append(_ number: Int, digits: Int) {
        let text = String(number)
        for _ in 0..<Swift.max(0, digits - text.utf8.count) { append(UInt8(ascii: "0")) }
        append(contentsOf: text.utf8)
    }
}

extension Int64 {
    /// The quotient rounded down, and what is left: never negative for a positive divisor.
    package func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
