import Values

enum DateFunctions {
    static let all: [Function] = [
        Function(
            "formatDate", "date; [format:text]; [timezone:text]", gives: "text", "Writes a date in a format such as YYYY-MM-DD HH:mm.",
            example: #"formatDate(now; "YYYY-MM-DD HH:mm")"#, formatDate),
        Function(
            "parseDate", "text; [format:text]; [timezone:text]", gives: "date", "Reads a date that was written in a format.",
            example: #"parseDate("28.12.2016 16:03"; "DD.MM.YYYY HH:mm")"#, parseDate),
        Function(
            "addSeconds", "date; number", gives: "date", "Adds seconds to a date.",
            example: #"addSeconds("2016-12-08T15:55:57Z"; 2)"#, { call throws(EvaluationError) in try add(call, seconds: 1) }),
        Function(
            "addMinutes", "date; number", gives: "date", "Adds minutes to a date.",
            example: #"addMinutes("2016-12-08T15:55:57Z"; -2)"#, { call throws(EvaluationError) in try add(call, seconds: 60) }),
        Function(
            "addHours", "date; number", gives: "date", "Adds hours to a date.",
            example: #"addHours("2016-12-08T15:55:57Z"; 2)"#, { call throws(EvaluationError) in try add(call, seconds: 3600) }),
        Function(
            "addDays", "date; number", gives: "date", "Adds days to a date; the time of day stays.",
            example: #"addDays("2016-12-08T15:55:57Z"; 2)"#, addDays),
        Function(
            "addMonths", "date; number", gives: "date", "Adds months to a date.",
            example: #"addMonths("2016-08-31T15:55:57Z"; 1)"#, { call throws(EvaluationError) in try add(call, months: 1) }),
        Function(
            "addYears", "date; number", gives: "date", "Adds years to a date.",
            example: #"addYears("2016-08-08T15:55:57Z"; 2)"#, { call throws(EvaluationError) in try add(call, months: 12) }),
        Function(
            "setSecond", "date; number", gives: "date", "Sets the second of a date.",
            example: #"setSecond("2015-10-07T11:36:39Z"; 10)"#, { call throws(EvaluationError) in try set(call, unit: 1000, in: 60_000) }),
        Function(
            "setMinute", "date; number", gives: "date", "Sets the minute of a date.",
            example: #"setMinute("2015-10-07T11:36:39Z"; 10)"#,
            { call throws(EvaluationError) in try set(call, unit: 60_000, in: 3_600_000) }),
        Function(
            "setHour", "date; number", gives: "date", "Sets the hour of a date.",
            example: #"setHour("2015-08-07T11:36:39Z"; 6)"#, setHour),
        Function(
            "setDay", "date; day:number|text", gives: "date", "Sets the day of the week; 1 is Sunday.",
            example: #"setDay("2018-06-27T11:36:39Z"; "monday")"#, setDay),
        Function(
            "setDate", "date; number", gives: "date", "Sets the day of the month.",
            example: #"setDate("2015-08-07T11:36:39Z"; 5)"#, setDate),
        Function(
            "setMonth", "date; month:number|text", gives: "date", "Sets the month of a date.",
            example: #"setMonth("2015-08-07T11:36:39Z"; "may")"#, setMonth),
        Function(
            "setYear", "date; number", gives: "date", "Sets the year of a date.",
            example: #"setYear("2015-08-07T11:36:39Z"; 2017)"#, setYear),
        Function(
            "dateDifference", "date1:date; date2:date; [unit:text]", gives: "number", "Gives the time from the second date to the first.",
            example: #"dateDifference("2026-03-30"; "2026-03-28"; "days")"#, difference),
        Function(
            "dateDiff", "date1:date; date2:date; [unit:text]", gives: "number", "Gives the time from the second date to the first.",
            example: #"dateDiff("2026-03-01"; "2026-01-31"; "months")"#, difference),
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
