import Values

/// The parts of a date format, as people know them from Moment.js.
package struct DateToken: Hashable, Sendable {
    package var token: String
    package var summary: String
    /// How it writes 7 March 2026, 09:05:08.042 in Prague.
    package var example: String

    private init(_ token: String, _ summary: String) {
        self.token = token
        self.summary = summary
        let instant = LocalTime(date: CivilDate(year: 2026, month: 3, day: 7), milliseconds: 32_708_042).instant(
            in: .named("Europe/Prague"))
        example = DateFormat.text(instant, token, zone: .named("Europe/Prague"))
    }

    package static let all: [DateToken] = [
        DateToken("YYYY", "Year."), DateToken("YY", "Year, two digits."),
        DateToken("Y", "Year; beyond 9999 with a sign."), DateToken("YYYYY", "Year, five digits."),
        DateToken("YYYYYY", "Year, six digits and a sign."),
        DateToken("Q", "Quarter."), DateToken("Qo", "Quarter, as an ordinal."),
        DateToken("M", "Month."), DateToken("Mo", "Month, as an ordinal."), DateToken("MM", "Month, two digits."),
        DateToken("MMM", "Month, short name."), DateToken("MMMM", "Month, name."),
        DateToken("D", "Day of the month."), DateToken("Do", "Day of the month, as an ordinal."),
        DateToken("DD", "Day of the month, two digits."),
        DateToken("DDD", "Day of the year."), DateToken("DDDo", "Day of the year, as an ordinal."),
        DateToken("DDDD", "Day of the year, three digits."),
        DateToken("d", "Day of the week, Sunday is 0."), DateToken("do", "Day of the week, as an ordinal."),
        DateToken("dd", "Day of the week, two letters."),
        DateToken("ddd", "Day of the week, short name."), DateToken("dddd", "Day of the week, name."),
        DateToken("e", "Day of the week, Sunday is 0."), DateToken("E", "Day of the week, Monday is 1 and Sunday 7 (ISO)."),
        DateToken("w", "Week of the year, from Sunday."), DateToken("wo", "Week of the year, as an ordinal."),
        DateToken("ww", "Week of the year, two digits."),
        DateToken("W", "Week of the year, from Monday (ISO)."), DateToken("Wo", "Week of the year (ISO), as an ordinal."),
        DateToken("WW", "Week of the year (ISO), two digits."),
        DateToken("gggg", "Year that the week belongs to."), DateToken("gg", "The same, two digits."),
        DateToken("GGGG", "Year that the week belongs to (ISO)."), DateToken("GG", "The same, two digits."),
        DateToken("H", "Hour, 0 to 23."), DateToken("HH", "Hour, 00 to 23."), DateToken("h", "Hour, 1 to 12."),
        DateToken("hh", "Hour, 01 to 12."), DateToken("k", "Hour, 1 to 24."), DateToken("kk", "Hour, 01 to 24."),
        DateToken("A", "AM or PM."), DateToken("a", "am or pm."),
        DateToken("m", "Minute."), DateToken("mm", "Minute, two digits."), DateToken("s", "Second."),
        DateToken("ss", "Second, two digits."),
        DateToken("S", "Tenths of a second; more S for more digits."), DateToken("SS", "Hundredths of a second."),
        DateToken("SSS", "Milliseconds."),
        DateToken("Z", "Offset from UTC."), DateToken("ZZ", "Offset from UTC without a colon."),
        DateToken("z", "Short name of the zone."), DateToken("zz", "The same."),
        DateToken("X", "Seconds since 1970."), DateToken("x", "Milliseconds since 1970."),
    ]
}
