import Automation
import Ledger
import TestSupport
import Testing
import Values

/// Schedules by chance against a walk through every minute.
struct ScheduleWalkTests {
    private static let minute: Int64 = 60_000
    private static let zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana"]
    /// Around changes of clocks, month ends and a leap day.
    private static let starts = [
        "2026-03-06T20:00:00Z", "2026-03-28T03:00:00Z", "2026-10-03T10:00:00Z", "2026-10-24T15:00:00Z", "2026-10-31T12:00:00Z",
        "2026-11-29T22:00:00Z", "2028-02-27T12:00:00Z", "2026-12-30T12:00:00Z",
    ]

    @Test func `any schedule's next due time is the first that a walk through the minutes comes to`() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("Seed of the schedules: \(seed)")
        var generator = Seeded(seed)
        for _ in 0..<150 {
            let zone = try #require(Self.zones.randomElement(using: &generator).flatMap(Zone.init(_:)))
            let text = Self.schedule(&generator)
            let start = try #require(Self.starts.randomElement(using: &generator))
            let after = Instant(
                milliseconds: try #require(Timestamp(iso8601: start)).milliseconds + Int64.random(in: 0..<1_440, using: &generator)
                    * Self.minute)
            let schedule = try Schedule(JSON(parsing: text))
            let end = after + 4 * Instant.millisecondsPerDay
            let next = schedule.next(after: after, in: zone).flatMap { $0 < end ? $0 : nil }
            let walked = Self.walk(schedule, after: after, until: end, in: zone)
            #expect(next == walked, "\(text) after \(Timestamp(milliseconds: after.milliseconds)) in \(zone), seed \(seed)")
        }
    }

    private static func schedule(_ generator: inout Seeded) -> String {
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        func clock(_ hours: ClosedRange<Int>) -> String {
            let (hour, minute) = (number(hours), number(0...11) * 5)
            return "\"\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)\""
        }
        // Mostly in the hours in which clocks change.
        func time() -> String { number(0...2) == 0 ? clock(0...23) : clock(0...3) }
        let timing =
            switch number(0...4) {
            case 0: "\"type\":\"indefinitely\",\"interval\":\(60 * number(1...2_000))"
            case 1: "\"type\":\"daily\",\"time\":\(time())"
            case 2: "\"type\":\"weekly\",\"days\":[\(number(0...7)),\(number(0...7))],\"time\":\(time())"
            case 3: "\"type\":\"monthly\",\"days\":[\(number(1...31)),\(number(28...31))],\"time\":\(time())"
            default: "\"type\":\"yearly\",\"months\":[\(number(1...12)),2,3],\"days\":[\(number(1...31)),29],\"time\":\(time())"
            }
        guard number(0...2) != 0 else { return "{\(timing)}" }
        return
            "{\(timing),\"restrict\":[{\"time\":[\(time()),\(time())]},{\"days\":[\(number(0...7))],\"time\":[\(time()),\(clock(4...23))]}]}"
    }

    private static func walk(_ schedule: Schedule, after: Instant, until end: Instant, in zone: Zone) -> Instant? {
        func allowed(_ instant: Instant) -> Bool {
            schedule.restrictions.isEmpty || schedule.restrictions.contains { $0.allows(zone.localTime(at: instant)) }
        }
        if case .interval(let interval) = schedule.timing {
            var instant = after + interval
            while instant < end {
                if allowed(instant) { return instant }
                instant = instant + minute
            }
            return nil
        }
        guard case .days(let days, let time) = schedule.timing else { return nil }
        func number(_ time: LocalTime) -> Int64 { Int64(time.day.number) * Instant.millisecondsPerDay + time.millisecondOfDay }
        // From two days before, so that a time shown a second time is known.
        var (instant, last) = (after + -2 * Instant.millisecondsPerDay, Int64.min)
        while instant < end {
            let shown = number(zone.localTime(at: instant))
            // Every minute that the clocks came to or passed over since they last showed a new one.
            if last != .min, shown > last {
                var local = last + minute
                while local <= shown {
                    let day = LocalDay(number: Int(local / Instant.millisecondsPerDay))
                    let isDue = local % Instant.millisecondsPerDay == time && days.contain(day)
                    if isDue, instant > after, allowed(instant) { return instant }
                    local += minute
                }
            }
            last = max(last, shown)
            instant = instant + minute
        }
        return nil
    }
}
