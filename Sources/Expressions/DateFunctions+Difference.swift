import Values

extension DateFunctions {
    /// The first date less the second, in whole units.
    static func difference(_ call: Call) throws(EvaluationError) -> Value {
        let (first, second) = (try DateRange.check(try call.date(0)), try DateRange.check(try call.date(1)))
        let milliseconds = first.milliseconds - second.milliseconds
        let unit = try call.text(2, default: "milliseconds").lowercased()
        switch unit {
        case "", "ms", "millisecond", "milliseconds": return .number(Number(milliseconds))
        case "s", "second", "seconds": return .number(Number(milliseconds / 1000))
        case "m", "minute", "minutes": return .number(Number(milliseconds / 60_000))
        case "h", "hour", "hours": return .number(Number(milliseconds / 3_600_000))
        case "d", "day", "days": return .number(Number(days(first, second, call)))
        case "w", "week", "weeks": return .number(Number(days(first, second, call) / 7))
        case "month", "months": return .number(Number(months(first, second, call)))
        case "quarter", "quarters": return .number(Number(months(first, second, call) / 3))
        case "y", "year", "years": return .number(Number(months(first, second, call) / 12))
        default: throw .data("Unknown unit '\(Coercion.excerpt(unit))'.")
        }
    }

    /// Both as the organization's clocks show them, so that a day with a change of clocks counts as one.
    private static func locals(_ first: Timestamp, _ second: Timestamp, _ call: Call) -> (LocalTime, LocalTime) {
        let zone = Zone.named(call.context.zone)
        return (LocalTime(first, in: zone), LocalTime(second, in: zone))
    }

    private static func days(_ first: Timestamp, _ second: Timestamp, _ call: Call) -> Int {
        let (a, b) = locals(first, second, call)
        return ((a.date.daysSince1970 - b.date.daysSince1970) * 86_400_000 + a.milliseconds - b.milliseconds) / 86_400_000
    }

    /// As many months as can be added to the earlier date without passing the later.
    private static func months(_ first: Timestamp, _ second: Timestamp, _ call: Call) -> Int {
        let (a, b) = locals(first, second, call)
        let (earlier, later, sign) = first < second ? (a, b, -1) : (b, a, 1)
        let count = (later.date.year - earlier.date.year) * 12 + later.date.month - earlier.date.month
        var reached = earlier
        reached.add(months: count)
        let isPast = (reached.date.daysSince1970, reached.milliseconds) > (later.date.daysSince1970, later.milliseconds)
        return sign * (isPast ? count - 1 : count)
    }
}
