import Values

extension DateFormat {
    static func text(_ instant: Timestamp, _ format: String, zone: Zone) -> String {
        let local = LocalTime(instant, in: zone)
        var text = ""
        for part in parts(format) {
            switch part {
            case .literal(let literal): text += literal
            case .token(let token): text += write(token, local, instant, zone)
            }
        }
        return text
    }

    private static func write(_ token: Token, _ local: LocalTime, _ instant: Timestamp, _ zone: Zone) -> String {
        switch token {
        case .YYYY, .YYYYY, .YYYYYY, .YY, .Y, .Qo, .Q, .MMMM, .MMM, .MM, .Mo, .M, .DDDD, .DDDo, .DDD, .DD, .Do, .D: day(token, local)
        case .dddd, .ddd, .dd, .do, .d, .e, .E, .ww, .wo, .w, .WW, .Wo, .W, .gggg, .gg, .GGGG, .GG: week(token, local)
        case .ZZ, .Z, .zz, .z, .X, .x: zoned(token, instant, zone)
        default: time(token, local)
        }
    }

    private static func day(_ token: Token, _ local: LocalTime) -> String {
        let date = local.date
        return switch token {
        case .YYYY: padded(date.year, 4)
        case .YYYYY: padded(date.year, 5)
        case .YYYYYY: (date.year < 0 ? "-" : "+") + padded(abs(date.year), 6)
        case .YY: padded(abs(date.year) % 100, 2)
        case .Y: date.year > 9999 ? "+\(date.year)" : padded(date.year, 4)
        case .Q: String((date.month - 1) / 3 + 1)
        case .Qo: EnglishNames.ordinal((date.month - 1) / 3 + 1)
        case .MMMM: EnglishNames.months[date.month - 1]
        case .MMM: String(EnglishNames.months[date.month - 1].prefix(3))
        case .MM: padded(date.month, 2)
        case .Mo: EnglishNames.ordinal(date.month)
        case .M: String(date.month)
        case .DDDD: padded(local.dayOfYear, 3)
        case .DDDo: EnglishNames.ordinal(local.dayOfYear)
        case .DDD: String(local.dayOfYear)
        case .DD: padded(date.day, 2)
        case .Do: EnglishNames.ordinal(date.day)
        default: String(date.day)
        }
    }

    private static func week(_ token: Token, _ local: LocalTime) -> String {
        let name = EnglishNames.weekdays[local.weekday]
        return switch token {
        case .dddd: name
        case .ddd: String(name.prefix(3))
        case .dd: String(name.prefix(2))
        case .do: EnglishNames.ordinal(local.weekday)
        case .d, .e: String(local.weekday)
        case .E: String(local.weekday == 0 ? 7 : local.weekday)
        case .ww: padded(Week(of: local, .english).number, 2)
        case .wo: EnglishNames.ordinal(Week(of: local, .english).number)
        case .w: String(Week(of: local, .english).number)
        case .WW: padded(Week(of: local, .iso).number, 2)
        case .Wo: EnglishNames.ordinal(Week(of: local, .iso).number)
        case .W: String(Week(of: local, .iso).number)
        case .gggg: padded(Week(of: local, .english).year, 4)
        case .gg: padded(Week(of: local, .english).year % 100, 2)
        case .GGGG: padded(Week(of: local, .iso).year, 4)
        default: padded(Week(of: local, .iso).year % 100, 2)
        }
    }

    private static func time(_ token: Token, _ local: LocalTime) -> String {
        switch token {
        case .HH: padded(local.hour, 2)
        case .H: String(local.hour)
        case .hh: padded((local.hour + 11) % 12 + 1, 2)
        case .h: String((local.hour + 11) % 12 + 1)
        case .kk: padded(local.hour == 0 ? 24 : local.hour, 2)
        case .k: String(local.hour == 0 ? 24 : local.hour)
        case .A: local.hour < 12 ? "AM" : "PM"
        case .a: local.hour < 12 ? "am" : "pm"
        case .mm: padded(local.minute, 2)
        case .m: String(local.minute)
        case .ss: padded(local.second, 2)
        case .s: String(local.second)
        default: fraction(local.millisecond, digits: token.rawValue.utf8.count)
        }
    }

    private static func zoned(_ token: Token, _ instant: Timestamp, _ zone: Zone) -> String {
        switch token {
        case .Z: offset(zone.offset(at: instant), separator: ":")
        case .ZZ: offset(zone.offset(at: instant), separator: "")
        case .X: String(instant.milliseconds.flooredDivision(by: 1000).quotient)
        case .x: String(instant.milliseconds)
        default: zone.abbreviation(at: instant)
        }
    }

    private static func offset(_ seconds: Int, separator: String) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + separator + padded(minutes % 60, 2)
    }

    private static func fraction(_ milliseconds: Int, digits: Int) -> String {
        let text = padded(milliseconds, 3)
        return digits <= 3 ? String(text.prefix(digits)) : text + String(repeating: "0", count: digits - 3)
    }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(abs(number))
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}

/// Which week of which year a day is in.
struct Week {
    enum Rule {
        /// Weeks begin on Sunday; the first holds 1 January.
        case english
        /// Weeks begin on Monday; the first holds 4 January.
        case iso
    }

    var year: Int
    var number: Int

    init(of local: LocalTime, _ rule: Rule) {
        let weekStart = rule == .iso ? 1 : 0
        let day = local.date.daysSince1970
        // The day of the week that decides which year a week belongs to: Thursday, or Saturday.
        let sinceStart = (local.weekday - weekStart + 7) % 7
        let deciding = CivilDate(daysSince1970: day - sinceStart + (rule == .iso ? 3 : 6))
        year = deciding.year
        number = (deciding.daysSince1970 - CivilDate(year: year, month: 1, day: 1).daysSince1970) / 7 + 1
    }
}
