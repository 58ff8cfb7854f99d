import Values

extension DateFormat {
    /// Reads leniently, as Moment does: each token takes the next characters that fit it, what stands before them is skipped. Without a
    /// year the date is this year's, without a month this month's, without a day today; the time that is not told is 0.
    static func read(_ text: String, _ format: String, zone: Zone, now: Timestamp) -> Timestamp? {
        var reader = FormatReader(text)
        for part in parts(format) {
            switch part {
            case .literal(let literal): reader.skip(literal)
            case .token(let token):
                guard reader.read(token) else { return nil }
            }
        }
        return reader.instant(zone: zone, now: now)
    }
}

private struct FormatReader {
    let bytes: [UInt8]
    var position = 0
    var year, month, day, dayOfYear: Int?
    var hour = 0
    var isAfternoon: Bool?
    var minute = 0
    var second = 0
    var millisecond = 0
    var offset: Int?
    var absolute: Int64?
    var week = WeekDate()

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func skip(_ literal: String) {
        for byte in literal.utf8 where position < bytes.count && bytes[position] == byte { position += 1 }
    }

    mutating func read(_ token: DateFormat.Token) -> Bool {
        let start = position
        while position < bytes.count {
            if take(token) { return true }
            position += 1
        }
        position = start
        return false
    }

    private mutating func take(_ token: DateFormat.Token) -> Bool {
        switch token {
        case .YYYY: return take(1...4, into: \.year)
        case .YYYYY, .YYYYYY, .Y: return takeSignedYear()
        case .YY: return takeShortYear(into: \.year)
        case .GGGG, .gggg, .GG, .gg, .W, .WW, .Wo, .w, .ww, .wo, .E, .e, .d, .do: return takeWeek(token)
        case .Q, .Qo: return takeQuarter() && takeOrdinal(token == .Qo)
        case .MMMM, .MMM: return takeMonthName()
        case .MM, .M, .Mo: return take(1...2, into: \.month) && takeOrdinal(token == .Mo)
        case .DD, .D, .Do: return take(1...2, into: \.day) && takeOrdinal(token == .Do)
        case .DDDD, .DDD, .DDDo: return take(1...3, into: \.dayOfYear) && takeOrdinal(token == .DDDo)
        case .dddd, .ddd, .dd: return takeWeekday()
        case .HH, .H, .hh, .h, .kk, .k: return take(1...2, into: \.hour)
        case .mm, .m: return take(1...2, into: \.minute)
        case .ss, .s: return take(1...2, into: \.second)
        case .A, .a: return takeHalfOfDay()
        case .Z, .ZZ: return takeOffset()
        case .z, .zz: return takeWord()
        case .X, .x: return takeAbsolute(unit: token == .X ? 1000 : 1)
        default: return takeFraction()
        }
    }

    private mutating func take(_ digits: ClosedRange<Int>, into field: WritableKeyPath<Self, Int?>) -> Bool {
        guard let number = number(digits) else { return false }
        self[keyPath: field] = number
        return true
    }

    private mutating func take(_ digits: ClosedRange<Int>, into field: WritableKeyPath<Self, Int>) -> Bool {
        guard let number = number(digits) else { return false }
        self[keyPath: field] = number
        return true
    }

    private mutating func takeSignedYear() -> Bool {
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-") && position + 1 < bytes.count
        let start = position
        if isNegative { position += 1 }
        guard let number = number(1...6) else {
            position = start
            return false
        }
        year = isNegative ? -number : number
        return true
    }

    private mutating func takeShortYear(into field: WritableKeyPath<Self, Int?>) -> Bool {
        guard let number = number(1...2) else { return false }
        // As Moment divides the centuries.
        self[keyPath: field] = number > 68 ? 1900 + number : 2000 + number
        return true
    }

    /// A quarter is its first month.
    private mutating func takeQuarter() -> Bool {
        let start = position
        guard let quarter = number(1...1), 1...4 ~= quarter else {
            position = start
            return false
        }
        month = quarter * 3 - 2
        return true
    }

    private mutating func takeWeek(_ token: DateFormat.Token) -> Bool {
        switch token {
        case .GGGG: return take(1...4, into: \.week.isoYear)
        case .gggg: return take(1...4, into: \.week.englishYear)
        case .GG: return takeShortYear(into: \.week.isoYear)
        case .gg: return takeShortYear(into: \.week.englishYear)
        case .W, .WW, .Wo: return take(1...2, into: \.week.isoWeek) && takeOrdinal(token == .Wo)
        case .w, .ww, .wo: return take(1...2, into: \.week.englishWeek) && takeOrdinal(token == .wo)
        default:
            guard let number = number(1...1), number <= 7 else { return false }
            week.weekday = number % 7
            return takeOrdinal(token == .do)
        }
    }

    private mutating func takeOrdinal(_ isOrdinal: Bool) -> Bool {
        if isOrdinal, EnglishNames.ordinals.contains(word.lowercased()) { position += 2 }
        return true
    }

    private mutating func takeMonthName() -> Bool {
        let word = word
        guard let number = EnglishNames.month(word) else { return false }
        month = number
        position += word.utf8.count
        return true
    }

    private mutating func takeWeekday() -> Bool {
        let word = word
        guard let weekday = EnglishNames.weekday(word) else { return false }
        week.weekday = weekday
        position += word.utf8.count
        return true
    }

    private mutating func takeHalfOfDay() -> Bool {
        let word = word.lowercased()
        guard ["am", "pm", "a", "p"].contains(word) else { return false }
        isAfternoon = word.hasPrefix("p")
        position += word.utf8.count
        return true
    }

    private mutating func takeWord() -> Bool {
        let length = word.utf8.count
        position += length
        return length > 0
    }

    private mutating func takeOffset() -> Bool {
        guard position < bytes.count else { return false }
        if bytes[position] | 0x20 == UInt8(ascii: "z") {
            offset = 0
            position += 1
            return true
        }
        let sign = bytes[position] == UInt8(ascii: "-") ? -1 : bytes[position] == UInt8(ascii: "+") ? 1 : 0
        guard sign != 0 else { return false }
        let start = position
        position += 1
        guard let hours = number(2...2) else {
            position = start
            return false
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") { position += 1 }
        offset = sign * (hours * 3600 + (number(2...2) ?? 0) * 60)
        return true
    }

    private mutating func takeAbsolute(unit: Int64) -> Bool {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        while isDigit || (unit > 1 && position > start && position < bytes.count && bytes[position] == UInt8(ascii: ".")) { position += 1 }
        let literal = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Number(parsing: literal), let milliseconds = (number * Number(unit)).rounded(.down).int else {
            position = start
            return false
        }
        absolute = Int64(milliseconds)
        return true
    }

    private mutating func takeFraction() -> Bool {
        guard isDigit else { return false }
        var unit = 100
        millisecond = 0
        while isDigit {
            millisecond += Int(bytes[position] - 48) * unit
            unit /= 10
            position += 1
        }
        return true
    }

    func instant(zone: Zone, now: Timestamp) -> Timestamp? {
        if let absolute {
            return absolute.magnitude <= UInt64(DateRange.maxMilliseconds) ? Timestamp(milliseconds: absolute) : nil
        }
        let today = LocalTime(now, in: zone).date
        var date = CivilDate(
            year: year ?? today.year,
            month: month ?? (year == nil ? today.month : 1),
            day: day ?? (year == nil && month == nil ? today.day : 1))
        if let day = week.day(year: year) {
            date = day
        } else if let dayOfYear {
            guard 1...366 ~= dayOfYear else { return nil }
            date = CivilDate(daysSince1970: CivilDate(year: date.year, month: 1, day: 1).daysSince1970 + dayOfYear - 1)
        }
        guard let hour = hourOfDay, date.isValid, minute < 60, second < 60 else { return nil }
        let local = LocalTime(date: date, milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
        guard let offset else { return local.instant(in: zone) }
        return Timestamp(milliseconds: local.instant(in: .utc).milliseconds - Int64(offset) * 1000)
    }

    private var hourOfDay: Int? {
        switch isAfternoon {
        case true?: return hour < 12 ? hour + 12 : hour <= 24 ? hour : nil
        case false?: return hour == 12 ? 0 : hour < 24 ? hour : nil
        case nil: return hour < 24 || (hour == 24 && minute == 0 && second == 0) ? hour : nil
        }
    }

    private var isDigit: Bool { position < bytes.count && bytes[position] &- 48 < 10 }

    private var word: String {
        String(decoding: bytes[position...].prefix { ($0 | 0x20) &- 97 < 26 }, as: UTF8.self)
    }

    private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        let start = position
        var result = 0
        while isDigit, position - start < digits.upperBound {
            result = result * 10 + Int(bytes[position] - 48)
            position += 1
        }
        guard position - start >= digits.lowerBound else {
            position = start
            return nil
        }
        return result
    }
}
