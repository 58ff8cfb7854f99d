package import Values

extension Timestamp {
    /// `Sun, 22 Nov 2026 10:00:00 +0000` (RFC 5322 §3.3).
    var mailDate: String {
        let seconds = (milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000
        let second = Int((seconds % 86_400 + 86_400) % 86_400)
        let days = (Int(seconds) - second) / 86_400
        let date = CivilDate(daysSince1970: days)
        // 1970-01-01 was a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7 + 7) % 7]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.month - 1]
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(weekday), \(date.day) \(month) \(date.year) \(time) +0000"
    }
}

extension Timestamp {
    /// What a `Date` header, a feed or a cookie says: `Sun, 22 Nov 2026 10:00:00 +0100`, with or without the day's name, the seconds and
    /// the zone's minutes, also with the names of zones and the years of two digits that RFC 5322 §4.3 still has to be read with.
    package init?(mailDate text: String) {
        // A comment may stand at the end: `(CET)`.
        var words = text.prefix { $0 != "(" }.split { " ,\t\r\n".contains($0) }.map(String.init)
        if let first = words.first, Int(first) == nil { words.removeFirst() }
        guard words.count >= 4, let day = Int(words[0]), let month = Self.months.firstIndex(of: words[1].prefix(3).lowercased()),
            var year = Int(words[2])
        else { return nil }
        if words[2].utf8.count < 4 { year += year < 50 ? 2000 : 1900 }
        let date = CivilDate(year: year, month: month + 1, day: day)
        let clock = words[3].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard date.isValid, 1...9999 ~= year, 2...3 ~= clock.count, 0...23 ~= clock[0], 0...59 ~= clock[1],
            clock.count == 2 || 0...60 ~= clock[2], let offset = words.count > 4 ? Self.minutes(ofZone: words[4]) : 0
        else { return nil }
        let seconds = clock[0] * 3600 + (clock[1] - offset) * 60 + (clock.count > 2 ? clock[2] : 0)
        self.init(milliseconds: (Int64(date.daysSince1970) * 86_400 + Int64(seconds)) * 1000)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let zones = ["est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420]

    /// `+0130`, `-03:00`, `GMT`; a name that nobody knows counts as UTC.
    private static func minutes(ofZone zone: String) -> Int? {
        guard let sign = zone.first, sign == "+" || sign == "-" else { return zones[zone.lowercased()] ?? 0 }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, let number = Int(digits), number % 100 < 60, number <= 1500 else { return nil }
        return (sign == "-" ? -1 : 1) * (number / 100 * 60 + number % 100)
    }
}
