import Automation
import Ledger
import Testing
import Values

/// Due times, written as clocks in UTC show them.
struct ScheduleNextTests {
    static func schedule(_ text: String) throws -> Schedule { try Schedule(JSON(parsing: text)) }

    static func instant(_ text: String) throws -> Instant { Instant(milliseconds: try #require(Timestamp(iso8601: text)).milliseconds) }

    struct Row: CustomTestStringConvertible, Sendable {
        var schedule: String
        var zone: String
        var after: String
        var due: [String]

        init(_ schedule: String, _ zone: String, _ after: String, _ due: String...) {
            (self.schedule, self.zone, self.after, self.due) = (schedule, zone, after, due)
        }

        var testDescription: String { "\(schedule) after \(after) in \(zone)" }
    }

    @Test(arguments: [
        Row(#"{"type":"daily","time":"09:00"}"#, "UTC", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z", "2026-11-26T09:00:00Z"),
        Row(#"{"type":"daily","time":"09:00"}"#, "UTC", "2026-11-24T08:59:59Z", "2026-11-24T09:00:00Z"),
        // Berlin, 29 March 2026: 02:00 becomes 03:00, so 02:30 is not shown, and 03:00 is the moment after.
        Row(
            #"{"type":"daily","time":"02:30"}"#, "Europe/Berlin", "2026-03-27T12:00:00Z", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z",
            "2026-03-30T00:30:00Z"),
        // 25 October 2026: 03:00 becomes 02:00, so 02:30 is shown at 00:30Z and at 01:30Z.
        Row(
            #"{"type":"daily","time":"02:30"}"#, "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        // New York, 8 March and 1 November 2026.
        Row(
            #"{"type":"daily","time":"02:15"}"#, "America/New_York", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z"),
        Row(
            #"{"type":"daily","time":"01:15"}"#, "America/New_York", "2026-10-31T12:00:00Z", "2026-11-01T05:15:00Z", "2026-11-02T06:15:00Z"),
        Row(
            #"{"type":"weekly","days":[0,3],"time":"10:00"}"#, "UTC", "2026-11-24T00:00:00Z", "2026-11-25T10:00:00Z",
            "2026-11-29T10:00:00Z",
            "2026-12-02T10:00:00Z"),
        Row(
            #"{"type":"monthly","days":[31],"time":"00:00"}"#, "UTC", "2027-01-15T00:00:00Z", "2027-01-31T00:00:00Z",
            "2027-02-28T00:00:00Z",
            "2027-03-31T00:00:00Z", "2027-04-30T00:00:00Z"),
        // The last day of a month that lacks both is one day.
        Row(
            #"{"type":"monthly","days":[30,31],"time":"00:00"}"#, "UTC", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00Z",
            "2028-03-30T00:00:00Z", "2028-03-31T00:00:00Z"),
        Row(
            #"{"type":"yearly","months":[2],"days":[29],"time":"12:00"}"#, "UTC", "2026-11-24T00:00:00Z", "2027-02-28T12:00:00Z",
            "2028-02-29T12:00:00Z"),
        Row(#"{"type":"once","date":"2026-12-01T09:00:00+01:00"}"#, "UTC", "2026-11-24T00:00:00Z", "2026-12-01T08:00:00Z"),
        Row(#"{"type":"once","date":"2026-12-01T09:00:00"}"#, "America/New_York", "2026-11-24T00:00:00Z", "2026-12-01T14:00:00Z"),
        Row(
            #"{"type":"indefinitely","interval":900}"#, "UTC", "2026-11-24T00:07:00Z", "2026-11-24T00:22:00Z", "2026-11-24T00:37:00Z"),
        // How *daily at 06:00* is written by others: an interval within one minute.
        Row(
            #"{"type":"indefinitely","interval":900,"restrict":[{"days":[1,2,3,4,5,6,0],"time":["06:00","06:01"]}]}"#, "UTC",
            "2026-11-24T05:50:00Z", "2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z"),
        // Working hours: the first time after the night and the weekend is their beginning.
        Row(
            #"{"type":"indefinitely","interval":14400,"restrict":[{"days":[1,2,3,4,5],"time":["08:00","17:00"]}]}"#, "Europe/Berlin",
            "2026-11-27T08:00:00Z", "2026-11-27T12:00:00Z", "2026-11-30T07:00:00Z", "2026-11-30T11:00:00Z", "2026-11-30T15:00:00Z"),
        Row(
            #"{"type":"daily","time":"09:00","restrict":[{"months":[1]}]}"#, "UTC", "2026-11-24T00:00:00Z", "2027-01-01T09:00:00Z"),
        Row(
            #"{"type":"daily","time":"09:00","between":["2026-12-01","2026-12-02"]}"#, "UTC", "2026-11-24T00:00:00Z",
            "2026-12-01T09:00:00Z",
            "2026-12-02T09:00:00Z"),
        Row(
            #"{"type":"indefinitely","interval":3600,"between":["2026-12-01T00:00:00Z",null]}"#, "UTC", "2026-11-24T00:00:00Z",
            "2026-12-01T00:00:00Z", "2026-12-01T01:00:00Z"),
    ])
    func `due times follow each other as the calendar and the clocks have it`(_ row: Row) throws {
        let (schedule, zone) = (try Self.schedule(row.schedule), try #require(Zone(row.zone)))
        var after = try Self.instant(row.after)
        for due in row.due {
            let next = try #require(schedule.next(after: after, in: zone))
            #expect(Timestamp(milliseconds: next.milliseconds) == Timestamp(iso8601: due))
            after = next
        }
    }

    @Test(arguments: [
        #"{"type":"immediately"}"#, #"{"type":"on-demand"}"#, #"{"type":"once","date":"2026-11-23T00:00:00Z"}"#,
        #"{"type":"daily","time":"09:00","between":[null,"2026-11-20"]}"#,
        #"{"type":"daily","time":"09:00","restrict":[{"time":["10:00","11:00"]}]}"#,
    ])
    func `what is never due has no due time`(_ text: String) throws {
        #expect(try Self.schedule(text).next(after: Self.instant("2026-11-24T00:00:00Z"), in: .utc) == nil)
    }

    @Test func `an interval counts on from its last due time, over all that were missed`() throws {
        let schedule = try Self.schedule(#"{"type":"indefinitely","interval":900}"#)
        let (last, now) = (try Self.instant("2026-11-24T00:07:00Z"), try Self.instant("2026-11-24T05:00:00Z"))
        #expect(try schedule.next(after: now, since: last, in: .utc) == Self.instant("2026-11-24T05:07:00Z"))
        #expect(schedule.first(at: now, in: .utc) == now)
        #expect(try schedule.slowed(to: 3_600_000).next(after: last, in: .utc) == Self.instant("2026-11-24T01:07:00Z"))
    }

    @Test(arguments: [
        (#"{"type":"indefinitely","interval":"900"}"#, #"{"type":"indefinitely","interval":900}"#),
        (#"{"type":"immediately","maximum_runs_per_minute":"5"}"#, #"{"type":"immediately","maximum_runs_per_minute":5}"#),
        (#"{"type":"weekly","time":"09:00","days":["1","2"]}"#, #"{"type":"weekly","time":"09:00","days":[1,2]}"#),
        (
            #"{"type":"yearly","time":"09:00","days":["1"],"months":["2"],"restrict":[{"months":["3"],"days":["4"]}]}"#,
            #"{"type":"yearly","time":"09:00","days":[1],"months":[2],"restrict":[{"months":[3],"days":[4]}]}"#
        ),
    ])
    func `whole numbers may be texts`(_ text: String, _ number: String) throws {
        #expect(try Self.schedule(text) == Self.schedule(number))
    }

    @Test(arguments: [
        (#"{"type":"indefinitely","interval":"soon"}"#, "scheduling.interval"),
        (#"{"type":"indefinitely","interval":"1.5"}"#, "scheduling.interval"),
        (#"{"type":"immediately","maximum_runs_per_minute":"0"}"#, "scheduling.maximum_runs_per_minute"),
        (#"[]"#, "scheduling"), (#"{"type":"hourly"}"#, "scheduling.type"), (#"{"type":"indefinitely"}"#, "scheduling.interval"),
        (#"{"type":"indefinitely","interval":0}"#, "scheduling.interval"), (#"{"type":"once","date":"soon"}"#, "scheduling.date"),
        (#"{"type":"daily"}"#, "scheduling.time"), (#"{"type":"daily","time":"24:00"}"#, "scheduling.time"),
        (#"{"type":"weekly","time":"09:00"}"#, "scheduling.days"), (#"{"type":"weekly","days":[8],"time":"09:00"}"#, "scheduling.days"),
        (#"{"type":"monthly","days":[0],"time":"09:00"}"#, "scheduling.days"),
        (#"{"type":"yearly","days":[1],"time":"09:00"}"#, "scheduling.months"),
        (#"{"type":"daily","time":"09:00","restrict":[{"time":["9"]}]}"#, "scheduling.restrict[0].time"),
        (#"{"type":"daily","time":"09:00","restrict":[{},{"days":[]}]}"#, "scheduling.restrict[1].days"),
        (#"{"type":"daily","time":"09:00","between":["2026-12-01"]}"#, "scheduling.between"),
        (#"{"type":"daily","time":"09:00","missed":"some"}"#, "scheduling.missed"),
    ])
    func `what is no schedule names the field that is wrong`(_ text: String, _ field: String) throws {
        let error = #expect(throws: ScheduleProblem.self) { try Self.schedule(text) }
        #expect(error?.field == field)
        #expect(error?.message.contains(".") == true)
    }
}
