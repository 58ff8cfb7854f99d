/// A length of time by the calendar: months, days and milliseconds, each counted by its own rule.
package struct CalendarInterval: Hashable, Sendable {
    package let months: Int
    package let days: Int
    package let milliseconds: Int64

    /// `nil` unless the interval is longer than nothing.
    package init?(months: Int = 0, days: Int = 0, milliseconds: Int64 = 0) {
        guard months >= 0, days >= 0, milliseconds >= 0, months > 0 || days > 0 || milliseconds > 0 else { return nil }
        (self.months, self.days, self.milliseconds) = (months, days, milliseconds)
    }

    /// A mean month has 1/4800 of the days of 400 years.
    var roughMilliseconds: Int64 { Int64(months) * 2_629_746_000 + Int64(days) * Instant.millisecondsPerDay + milliseconds }
}

extension CalendarInterval {
    /// An ISO 8601 duration of whole numbers: `P1M`, `P2W`, `P1DT12H`; `nil` for anything else, and for no time at all.
    package init?(parsing text: String) {
        var (months, days, milliseconds, digits, inTime) = (0, 0, Int64(0), "", false)
        guard text.first == "P" else { return nil }
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber { digits.append(character); continue }
            if character == "T", digits.isEmpty, !inTime { inTime = true; continue }
            guard let count = Int(digits), count < 1_000_000 else { return nil }
            digits = ""
            switch (character, inTime) {
            case ("Y", false): months += count * 12
            case ("M", false): months += count
            case ("W", false): days += count * 7
            case ("D", false): days += count
            case ("H", true): milliseconds += Int64(count) * 3_600_000
            case ("M", true): milliseconds += Int64(count) * 60_000
            case ("S", true): milliseconds += Int64(count) * 1_000
            default: return nil
            }
        }
        guard digits.isEmpty else { return nil }
        self.init(months: months, days: days, milliseconds: milliseconds)
    }
}
