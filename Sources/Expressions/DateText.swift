import Values

/// Reads dates the way people and programs write them when nobody said how.
enum DateText {
    /// `2016-06-20T17:26:44.356Z`, `2016/06/20 5:26 PM`, `06/20/2016`, `20.6.2016 17:26:44`, `20 June 2016`, `Jun 20, 2016 17:26 GMT+02:00`.
    /// Without an offset the time is that of `zone`. `nil` where no day, month and year can be made out.
    static func read(_ text: String, zone: String) -> Timestamp? {
        guard text.utf8.count <= 100 else { return nil }
        var reader = DateTextReader(text)
        return reader.instant(zone: zone)
    }
}

private struct DateTextReader {
    let bytes: [UInt8]
    var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func instant(zone: String) -> Timestamp? {
        skipSpace()
        guard let date = date(), date.isValid, 0...9999 ~= date.year else { return nil }
        var local = LocalTime(date: date)
        var offset: Int?
        _ = take(",")
        if take("T") || take("t") || take(" ") {
            skipSpace()
            if position < bytes.count, isDigit {
                guard let milliseconds = time() else { return nil }
                local.milliseconds = milliseconds
            }
        }
        skipSpace()
        if position < bytes.count {
            guard let seconds = zoneOffset() else { return nil }
            offset = seconds
        }
        skipSpace()
        guard position == bytes.count else { return nil }
        guard let offset else { return local.instant(in: Zone.named(zone)) }
        return Timestamp(milliseconds: local.instant(in: .utc).milliseconds - Int64(offset) * 1000)
    }

    private mutating func date() -> CivilDate? {
        if isLetter { return dateWithName() }
        let start = position
        guard let first = number(most: 8) else { return nil }
        let length = position - start
        if length == 8 { return CivilDate(year: first / 10_000, month: first / 100 % 100, day: first % 100) }
        guard length <= 4, let separator = separator() else { return nil }
        if separator == UInt8(ascii: " ") || isLetter { return dayMonthYear(first) }
        guard let second = number(most: 2), separator != UInt8(ascii: " "), position < bytes.count, bytes[position] == separator else {
            return nil
        }
        position += 1
        skipSpace()
        let thirdStart = position
        guard let third = number(most: 4) else { return nil }
        if length == 4 { return CivilDate(year: first, month: second, day: third) }
        guard position - thirdStart == 4 else { return nil }
        return separator == UInt8(ascii: ".")
            ? CivilDate(year: third, month: second, day: first) : CivilDate(year: third, month: first, day: second)
    }

    /// `20 June 2016`
    private mutating func dayMonthYear(_ day: Int) -> CivilDate? {
        skipSpace()
        guard let month = monthName() else { return nil }
        _ = take(".") || take(",") || take("-")
        skipSpace()
        return number(most: 4).map { CivilDate(year: $0, month: month, day: day) }
    }

    /// `June 20, 2016`, `Mon, 20 Jun 2016`, `Mon Jun 20 2016`
    private mutating func dateWithName() -> CivilDate? {
        if EnglishNames.weekday(word(at: position)) != nil, EnglishNames.month(word(at: position)) == nil {
            position += word(at: position).utf8.count
            _ = take(".")
            _ = take(",")
            skipSpace()
            return date()
        }
        guard let month = monthName() else { return nil }
        _ = take(".")
        skipSpace()
        guard let day = number(most: 2) else { return nil }
        if EnglishNames.ordinals.contains(word(at: position)) { position += 2 }
        _ = take(",")
        skipSpace()
        return number(most: 4).map { CivilDate(year: $0, month: month, day: day) }
    }

    private mutating func monthName() -> Int? {
        let word = word(at: position)
        guard let month = EnglishNames.month(word) else { return nil }
        position += word.utf8.count
        return month
    }

    /// `17:26`, `17:26:44.356`, `5:26 PM`, `172644`
    private mutating func time() -> Int? {
        let start = position
        guard var hour = number(most: 6) else { return nil }
        var (minute, second, fraction) = (0, 0, 0)
        switch position - start {
        case 6: (hour, minute, second) = (hour / 10_000, hour / 100 % 100, hour % 100)
        case 4: (hour, minute) = (hour / 100, hour % 100)
        case 1, 2:
            if take(":") {
                guard let part = number(most: 2) else { return nil }
                minute = part
            }
            if take(":") {
                guard let part = number(most: 2) else { return nil }
                second = part
            }
        default: return nil
        }
        if take(".") || take(",") { fraction = readFraction() }
        skipSpace()
        switch word(at: position).lowercased() {
        case "am": (hour, position) = (hour == 12 ? 0 : hour, position + 2)
        case "pm": (hour, position) = (hour < 12 ? hour + 12 : hour, position + 2)
        default: break
        }
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second < 60 else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    }

    private mutating func readFraction() -> Int {
        var (result, unit) = (0, 100)
        while isDigit {
            result += Int(bytes[position] - 48) * unit
            unit /= 10
            position += 1
        }
        return result
    }

    /// `Z`, `UTC`, `GMT+02:00`, `+0200`, `-03`, with a name in brackets behind, as JavaScript prints it.
    private mutating func zoneOffset() -> Int? {
        let word = word(at: position)
        let isNamed = ["z", "utc", "gmt"].contains(word.lowercased())
        if isNamed { position += word.utf8.count }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") else {
            return isNamed ? 0 : nil
        }
        let sign = bytes[position] == UInt8(ascii: "-") ? -1 : 1
        position += 1
        let start = position
        guard var hours = number(most: 4) else { return nil }
        var minutes = 0
        if position - start > 2 {
            (hours, minutes) = (hours / 100, hours % 100)
        } else if take(":") {
            guard let part = number(most: 2) else { return nil }
            minutes = part
        }
        skipSpace()
        if take("("), let end = bytes[position...].firstIndex(of: UInt8(ascii: ")")) { position = end + 1 }
        guard hours <= 18, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private var isDigit: Bool { position < bytes.count && bytes[position] &- 48 < 10 }

    private var isLetter: Bool { position < bytes.count && (bytes[position] | 0x20) &- 97 < 26 }

    private mutating func separator() -> UInt8? {
        guard position < bytes.count, "-/. ".utf8.contains(bytes[position]) else { return isLetter ? 0 : nil }
        let separator = bytes[position]
        position += 1
        skipSpace()
        return separator
    }

    private func word(at start: Int) -> String {
        String(decoding: bytes[min(start, bytes.count)...].prefix { ($0 | 0x20) &- 97 < 26 }, as: UTF8.self)
    }

    private mutating func number(most digits: Int) -> Int? {
        let start = position
        var result = 0
        while isDigit, position - start < digits {
            result = result * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return position > start ? result : nil
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}

/// Months and days in English, the language of formats and of `setDay` and `setMonth`.
enum EnglishNames {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    static let ordinals = ["st", "nd", "rd", "th"]

    /// Counted from 1, by the whole name or its first three letters.
    static func month(_ word: String) -> Int? { position(of: word, in: months).map { $0 + 1 } }

    /// 0 is Sunday; by the whole name or its first letters, two at least.
    static func weekday(_ word: String) -> Int? { position(of: word, in: weekdays, least: 2) }

    private static func position(of word: String, in names: [String], least: Int = 3) -> Int? {
        guard word.utf8.count >= least else { return nil }
        let word = word.lowercased()
        return names.firstIndex { $0.lowercased().hasPrefix(word) }
    }

    static func ordinal(_ number: Int) -> String {
        if 11...13 ~= number % 100 { return "\(number)th" }
        return "\(number)\(["th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"][number % 10])"
    }
}
