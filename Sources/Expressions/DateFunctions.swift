import Values

enum DateFunctions {
    static let all: [Function] = [
        Function("formatDate", "date; format; [timezone]", "Writes a date in a format such as YYYY-MM-DD HH:mm.", formatDate),
        Function("parseDate", "text; [format]; [timezone]", "Reads a date that was written in a format.", parseDate),
        Function("addSeconds", "date; number", "Adds seconds to a date.", { call throws(EvaluationError) in try add(call, seconds: 1) }),
        Function("addMinutes", "date; number", "Adds minutes to a date.", { call throws(EvaluationError) in try add(call, seconds: 60) }),
        Function("addHours", "date; number", "Adds hours to a date.", { call throws(EvaluationError) in try add(call, seconds: 3600) }),
        Function("addDays", "date; number", "Adds days to a date; the time of day stays.", addDays),
        Function("addMonths", "date; number", "Adds months to a date.", { call throws(EvaluationError) in try add(call, months: 1) }),
        Function("addYears", "date; number", "Adds years to a date.", { call throws(EvaluationError) in try add(call, months: 12) }),
        Function(
            "setSecond", "date; number", "Sets the second of a date.",
            { call throws(EvaluationError) in try set(call, unit: 1000, in: 60_000) }),
        Function(
            "setMinute", "date; number", "Sets the minute of a date.",
            { call throws(EvaluationError) in try set(call, unit: 60_000, in: 3_600_000) }),
        Function("setHour", "date; number", "Sets the hour of a date.", setHour),
        Function("setDay", "date; number or name", "Sets the day of the week; 1 is Sunday.", setDay),
        Function("setDate", "date; number", "Sets the day of the month.", setDate),
        Function("setMonth", "date; number or name", "Sets the month of a date.", setMonth),
        Function("setYear", "date; number", "Sets the year of a date.", setYear),
        Function("dateDifference", "date1; date2; [unit]", "Gives the time from the second date to the first.", difference),
        Function("dateDiff", "date1; date2; [unit]", "Gives the time from the second date to the first.", difference),
    ]

    static func formatDate(_ call: Call) throws(EvaluationError) -> Value {
        let date = try call.date(0)
        guard call.isGiven(1) else { return .text(date.iso8601) }
        return try ExpressionLimits.check(DateFormat.text(date, try format(call), zone: try call.zone(2)))
    }

    static func parseDate(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(1) else { return .date(try call.date(0)) }
        if case .date = call.value(0) { return call.value(0) }
        let text = try call.text(0)
        guard text.utf8.count <= maxFormatBytes,
            let date = DateFormat.read(text, try format(call), zone: try call.zone(2), now: call.context.now)
        else { throw .data("'\(Coercion.excerpt(text))' is not a date in the format '\(Coercion.excerpt(try call.text(1)))'.") }
        return .date(date)
    }

    private static let maxFormatBytes = 10_000

    private static func format(_ call: Call) throws(EvaluationError) -> String {
        let format = try call.text(1)
        guard format.utf8.count <= maxFormatBytes else {
            throw .runtime("The format is longer than maxFormatBytes allows (\(maxFormatBytes)).")
        }
        return format
    }

    /// Hours and less are counted in real time, days and more on the calendar of the organization's zone.
    private static func add(_ call: Call, seconds: Int64) throws(EvaluationError) -> Value {
        let milliseconds = (try call.number(1) * Number(seconds * 1000)).rounded(.halfAwayFromZero)
        guard let added = milliseconds.int, added.magnitude <= UInt(DateRange.maxMilliseconds) * 2 else {
            throw .data("The date is too far from today.")
        }
        return .date(try DateRange.check(Timestamp(milliseconds: try call.date(0).milliseconds + Int64(added))))
    }

    private static func addDays(_ call: Call) throws(EvaluationError) -> Value {
        let days = try count(call, most: 200_000_000)
        return try changed(call) { local throws(EvaluationError) in local.add(days: days) }
    }

    private static func add(_ call: Call, months: Int) throws(EvaluationError) -> Value {
        let count = try count(call, most: 4_000_000) * months
        return try changed(call) { local throws(EvaluationError) in local.add(months: count) }
    }

    private static func count(_ call: Call, most: Int) throws(EvaluationError) -> Int {
        guard let count = try call.number(1).rounded(.halfAwayFromZero).int, count.magnitude <= UInt(most) else {
            throw .data("The date is too far from today.")
        }
        return count
    }

    /// The date as the organization's clocks show it, changed, and back.
    private static func changed(
        _ call: Call, _ change: (inout LocalTime) throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> Value {
        let zone = Zone.named(call.context.zone)
        var local = LocalTime(try DateRange.check(try call.date(0)), in: zone)
        try change(&local)
        return .date(try DateRange.check(local.instant(in: zone)))
    }

    private static func set(_ call: Call, unit: Int, in whole: Int) throws(EvaluationError) -> Value {
        let number = try count(call, most: 1_000_000_000)
        let date = try DateRange.check(try call.date(0))
        let local = LocalTime(date, in: Zone.named(call.context.zone))
        let current = local.milliseconds % whole / unit
        return .date(try DateRange.check(Timestamp(milliseconds: date.milliseconds + Int64(number - current) * Int64(unit))))
    }

    private static func setHour(_ call: Call) throws(EvaluationError) -> Value {
        let hour = try count(call, most: 1_000_000_000)
        return try changed(call) { local throws(EvaluationError) in
            let (days, rest) = Int64(hour).flooredDivision(by: 24)
            local.add(days: Int(days))
            local.milliseconds = local.milliseconds % 3_600_000 + Int(rest) * 3_600_000
        }
    }

    private static func setDay(_ call: Call) throws(EvaluationError) -> Value {
        let day: Int
        if case .text(let name) = call.value(1), let weekday = EnglishNames.weekday(name) {
            day = weekday
        } else {
            day = try count(call, most: 100_000_000) - 1
        }
        return try changed(call) { local throws(EvaluationError) in local.add(days: day - local.weekday) }
    }

    private static func setDate(_ call: Call) throws(EvaluationError) -> Value {
        let day = try count(call, most: 100_000_000)
        return try changed(call) { local throws(EvaluationError) in local.add(days: day - local.date.day) }
    }

    private static func setMonth(_ call: Call) throws(EvaluationError) -> Value {
        let month: Int
        if case .text(let name) = call.value(1), let number = EnglishNames.month(name) {
            month = number
        } else {
            month = try count(call, most: 4_000_000)
        }
        return try changed(call) { local throws(EvaluationError) in local.add(months: month - local.date.month) }
    }

    private static func setYear(_ call: Call) throws(EvaluationError) -> Value {
        let year = try count(call, most: 300_000)
        return try changed(call) { local throws(EvaluationError) in local.add(months: (year - local.date.year) * 12) }
    }
}
