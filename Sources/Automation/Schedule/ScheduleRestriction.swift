package import Ledger

/// Times at which a schedule may be due: days of the week, months and hours, all of which have to fit.
package struct ScheduleRestriction: Hashable, Sendable {
    /// 1 is Monday, 7 is Sunday.
    package var weekdays: Set<Int>
    package var months: Set<Int>
    /// Milliseconds of the day, the end not included; an end before the beginning is past midnight.
    package var from: Int64
    package var to: Int64

    package init(
        weekdays: Set<Int> = Set(1...7), months: Set<Int> = Set(1...12), from: Int64 = 0, to: Int64 = Instant.millisecondsPerDay
    ) {
        self.weekdays = weekdays
        self.months = months
        self.from = from
        self.to = to
    }

    package func allows(_ time: LocalTime) -> Bool {
        guard contains(time.day) else { return false }
        if from < to { return (from..<to).contains(time.millisecondOfDay) }
        return time.millisecondOfDay >= from || time.millisecondOfDay < to
    }

    func contains(_ day: LocalDay) -> Bool { weekdays.contains(day.weekday) && months.contains(day.components.month) }

    /// When its hours begin on a day that it contains.
    var beginnings: [Int64] { from < to ? [from] : [0, from] }
}
