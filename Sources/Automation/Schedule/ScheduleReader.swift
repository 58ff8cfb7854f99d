import Ledger
package import Values

extension Schedule {
    /// Seconds of the longest interval: a year. What comes less often is a date.
    static let longestInterval = 31_622_400

    /// - Parameter json: `scheduling` of a scenario.
    package init(_ json: JSON) throws(ScheduleProblem) { self = try ScheduleReader(json: json, path: "scheduling").schedule() }
}

/// Reads one object of a schedule's JSON.
struct ScheduleReader {
    let json: JSON
    let path: String

    static let types = ["immediately", "indefinitely", "on-demand", "once", "daily", "weekly", "monthly", "yearly"]

    func schedule() throws(ScheduleProblem) -> Schedule {
        guard json.asObject != nil, let type = json["type"]?.asText else {
            throw ScheduleProblem(path, #"Scheduling is an object with a type, such as {"type":"on-demand"}."#)
        }
        var schedule = Schedule(try timing(type))
        (schedule.start, schedule.end) = try between()
        schedule.restrictions = try restrictions()
        if let missed = member("missed") {
            guard let choice = missed.asText.flatMap(Schedule.Missed.init(rawValue:)) else {
                throw problem("missed", "Missed times are made up for by one run ('one'), by all of them ('all') or by none ('none').")
            }
            schedule.missed = choice
        }
        schedule.runsPerMinute = try optionalInteger("maximum_runs_per_minute", in: 1...100_000)
        return schedule
    }

    private func timing(_ type: String) throws(ScheduleProblem) -> Schedule.Timing {
        switch type {
        case "immediately": return .immediately
        case "on-demand": return .onDemand
        case "indefinitely":
            guard let interval = try optionalInteger("interval", in: 1...Schedule.longestInterval) else {
                throw problem("interval", "A scenario that runs again and again needs an interval in seconds, such as 900.")
            }
            return .interval(milliseconds: Int64(interval) * 1_000)
        case "once":
            guard let text = member("date")?.asText, let moment = ScheduleMoment(parsing: text) else {
                throw problem("date", "A scenario that runs once needs a date with a time, such as 2026-11-24T09:00:00Z.")
            }
            return .once(moment)
        case "daily": return .days(.every, millisecondOfDay: try time())
        case "weekly": return .days(.weekdays(try weekdays(required: true)), millisecondOfDay: try time())
        case "monthly":
            return .days(
                .ofMonths(Set(1...12), days: try integers("days", in: 1...31, "days of the month, 1 to 31")),
                millisecondOfDay: try time())
        case "yearly":
            return .days(
                .ofMonths(
                    try integers("months", in: 1...12, "months, 1 to 12"),
                    days: try integers("days", in: 1...31, "days of the month, 1 to 31")),
                millisecondOfDay: try time())
        default:
            throw problem("type", "'\(type)' is no type of scheduling; use one of \(Self.types.joined(separator: ", ")).")
        }
    }

    private func time() throws(ScheduleProblem) -> Int64 {
        guard let text = member("time")?.asText, let time = ScheduleMoment.millisecondOfDay(text), time < Instant.millisecondsPerDay else {
            throw problem("time", "A time of day is needed, such as 09:30.")
        }
        return time
    }

    private func between() throws(ScheduleProblem) -> (start: ScheduleMoment?, end: ScheduleMoment?) {
        guard let between = member("between") else { return (nil, nil) }
        guard let parts = between.asArray, parts.count == 2 else {
            throw problem("between", "The span of a schedule is two dates, either of which may be null.")
        }
        func moment(_ part: JSON, endsDay: Bool) throws(ScheduleProblem) -> ScheduleMoment? {
            if part == .null || part.asText == "" { return nil }
            guard let text = part.asText, let moment = ScheduleMoment(parsing: text, endsDay: endsDay) else {
                throw problem("between", "The span of a schedule is two dates such as 2026-11-24 or 2026-11-24T09:00:00Z.")
            }
            return moment
        }
        return (try moment(parts[0], endsDay: false), try moment(parts[1], endsDay: true))
    }

    private func restrictions() throws(ScheduleProblem) -> [ScheduleRestriction] {
        guard let list = member("restrict") else { return [] }
        guard let items = list.asArray, items.count <= 100 else {
            throw problem("restrict", "Restrictions are a list of at most 100 objects with days, months and time.")
        }
        var restrictions: [ScheduleRestriction] = []
        for (index, item) in items.enumerated() {
            restrictions.append(try ScheduleReader(json: item, path: "\(path).restrict[\(index)]").restriction())
        }
        return restrictions
    }

    private func restriction() throws(ScheduleProblem) -> ScheduleRestriction {
        guard json.asObject != nil else { throw ScheduleProblem(path, "A restriction is an object with days, months and time.") }
        var restriction = ScheduleRestriction(weekdays: try weekdays(required: false))
        if member("months") != nil { restriction.months = try integers("months", in: 1...12, "months, 1 to 12") }
        guard let time = member("time") else { return restriction }
        let parts = time.asArray?.compactMap { $0.asText.flatMap(ScheduleMoment.millisecondOfDay) } ?? []
        guard parts.count == 2 else {
            throw problem("time", #"The hours are two times of day, from and to, such as ["08:00","17:30"]."#)
        }
        restriction.from = parts[0] % Instant.millisecondsPerDay
        // The last minute that a clock can name means the end of the day.
        restriction.to = parts[1] >= 1_439 * 60_000 ? Instant.millisecondsPerDay : parts[1]
        return restriction
    }

    // MARK: Members

    /// 0 and 7 are both Sunday.
    private func weekdays(required: Bool) throws(ScheduleProblem) -> Set<Int> {
        guard required || member("days") != nil else { return Set(1...7) }
        return Set(
            try integers("days", in: 0...7, "days of the week, 1 (Monday) to 6 (Saturday), and 0 or 7 for Sunday").map { $0 == 0 ? 7 : $0 })
    }

    private func integers(_ name: String, in range: ClosedRange<Int>, _ what: String) throws(ScheduleProblem) -> Set<Int> {
        let items = member(name)?.asArray ?? []
        let numbers = items.compactMap(Self.whole)
        guard !items.isEmpty, numbers.count == items.count, numbers.allSatisfy(range.contains) else {
            throw problem(name, "A list of \(what) is needed, with at least one in it.")
        }
        return Set(numbers)
    }

    private func optionalInteger(_ name: String, in range: ClosedRange<Int>) throws(ScheduleProblem) -> Int? {
        guard let member = member(name) else { return nil }
        guard let number = Self.whole(member), range.contains(number) else {
            throw problem(name, "A whole number from \(range.lowerBound) to \(range.upperBound) is needed.")
        }
        return number
    }

    /// Blueprints write numbers as texts too.
    private static func whole(_ json: JSON) -> Int? {
        json.asInteger ?? json.asText.flatMap { Number(parsing: $0)?.int }
    }

    private func member(_ name: String) -> JSON? {
        guard let member = json[name], member != .null else { return nil }
        return member
    }

    private func problem(_ name: String, _ message: String) -> ScheduleProblem { ScheduleProblem("\(path).\(name)", message) }
}
