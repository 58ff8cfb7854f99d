import Ledger

extension ScheduleMoment {
    /// `2026-11-24T09:00:00Z`, with another offset, or without one, as the organization's clocks show it; or a day alone.
    /// - Parameter endsDay: a day alone means its end.
    init?(parsing text: String, endsDay: Bool = false) {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 1 || parts.count == 2, let day = LocalDay(parsing: String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self = .local(LocalTime(day: endsDay ? day.adding(days: 1) : day, millisecondOfDay: 0))
            return
        }
        let clock = parts[1].prefix { !"Z+-".contains($0) }
        guard let time = Self.millisecondOfDay(String(clock)) else { return nil }
        let local = LocalTime(day: day, millisecondOfDay: time)
        let rest = parts[1].dropFirst(clock.count)
        guard !rest.isEmpty else {
            self = .local(local)
            return
        }
        guard let offset = Self.offset(rest) else { return nil }
        self = .instant(Instant(milliseconds: Int64(day.number) * Instant.millisecondsPerDay + time - offset))
    }

    /// `9:30`, `09:30`, `09:30:15`, `09:30:15.000`, `24:00`.
    static func millisecondOfDay(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var seconds: Int64 = 0
        for (index, part) in parts.enumerated() {
            let whole = index == 2 ? part.prefix { $0 != "." } : part
            guard (1...2).contains(whole.utf8.count), let number = Int64(whole), (0...(index == 0 ? 24 : 59)).contains(number) else {
                return nil
            }
            seconds = seconds * 60 + number
        }
        let milliseconds = (parts.count == 2 ? seconds * 60 : seconds) * 1_000
        return milliseconds <= Instant.millisecondsPerDay ? milliseconds : nil
    }

    /// `Z`, `+01:00`, `-0530`, in milliseconds.
    private static func offset(_ text: Substring) -> Int64? {
        if text == "Z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let number = Int64(digits), number % 100 < 60 else { return nil }
        return (number / 100 * 60 + number % 100) * 60_000 * (text.first == "-" ? -1 : 1)
    }
}
