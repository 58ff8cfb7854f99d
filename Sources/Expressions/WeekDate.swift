import Values

/// A date told by a week, as far as it was read.
struct WeekDate {
    var isoYear: Int?
    var isoWeek: Int?
    var englishYear: Int?
    var englishWeek: Int?
    /// 0 is Sunday.
    var weekday: Int?

    /// The day of the week, its first where none is told; `nil` where no week is. `year` is what stands in for a missing week year.
    func day(year: Int?) -> CivilDate? {
        if let week = isoWeek, let year = isoYear ?? year { return isoDay(year, week) }
        if let week = englishWeek, let year = englishYear ?? year { return englishDay(year, week) }
        return nil
    }

    /// Weeks begin on Monday; the first holds 4 January.
    private func isoDay(_ year: Int, _ week: Int) -> CivilDate? {
        guard 1...53 ~= week else { return nil }
        let anchor = LocalTime(date: CivilDate(year: year, month: 1, day: 4))
        let monday = anchor.date.daysSince1970 - (anchor.weekday + 6) % 7
        return CivilDate(daysSince1970: monday + (week - 1) * 7 + ((weekday ?? 1) + 6) % 7)
    }

    /// Weeks begin on Sunday; the first holds 1 January.
    private func englishDay(_ year: Int, _ week: Int) -> CivilDate? {
        guard 1...53 ~= week else { return nil }
        let anchor = LocalTime(date: CivilDate(year: year, month: 1, day: 1))
        return CivilDate(daysSince1970: anchor.date.daysSince1970 - anchor.weekday + (week - 1) * 7 + (weekday ?? 0))
    }
}
