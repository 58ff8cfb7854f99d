import Ledger
import Testing

struct RecurrenceTests {
    @Test(
        arguments: [
            ("P1M", 1, 0, 0), ("P1Y2M", 14, 0, 0), ("P2W", 0, 14, 0), ("P1D", 0, 1, 0), ("PT1H", 0, 0, 3_600_000),
            ("P1DT12H30M5S", 0, 1, 45_005_000),
        ] as [(String, Int, Int, Int64)])
    func `a length of time is read as ISO writes it`(_ text: String, months: Int, days: Int, milliseconds: Int64) {
        #expect(CalendarInterval(parsing: text) == CalendarInterval(months: months, days: days, milliseconds: milliseconds))
    }

    @Test(arguments: ["", "P", "PT", "P0D", "1D", "P1", "P1H", "PT1D", "P-1D", "P1.5D", "PT1HT1H", "P1000000D", "P٣D"])
    func `what is no length of time is not read`(_ text: String) { #expect(CalendarInterval(parsing: text) == nil) }

    @Test func `months are reckoned from the anchor, never from the month before`() throws {
        let monthly = Recurrence(every: try interval("P1M"), anchor: try utc("2024-01-31"))
        #expect(try (0...3).map(monthly.occurrence) == [utc("2024-01-31"), utc("2024-02-29"), utc("2024-03-31"), utc("2024-04-30")])
        #expect(try (-3 ... -1).map(monthly.occurrence) == [utc("2023-10-31"), utc("2023-11-30"), utc("2023-12-31")])
    }

    @Test func `days follow the clocks, hours do not`() throws {
        let prague = try zone("Europe/Prague")
        // The clocks of Prague go forward on 29 March 2026, so that day has 23 hours.
        let daily = Recurrence(every: try interval("P1D"), anchor: try utc("2026-03-28", hour: 11), zone: prague)
        #expect(try daily.occurrence(1) == utc("2026-03-29", hour: 10))
        let hourly = Recurrence(every: try interval("PT24H"), anchor: try utc("2026-03-28", hour: 11), zone: prague)
        #expect(try hourly.occurrence(1) == utc("2026-03-29", hour: 11))
    }

    @Test func `an occurrence is both the next at or after itself and the last at or before`() throws {
        let daily = Recurrence(every: try interval("P1D"), anchor: try utc("2024-01-01"))
        let (at, after) = (try utc("2024-02-20"), try utc("2024-02-21"))
        #expect(daily.next(atOrAfter: at) == at && daily.next(after: at) == after)
        #expect(daily.previous(atOrBefore: at) == at && daily.previous(before: after) == at)
        #expect(daily.occurs(at: at) && !daily.occurs(at: at + 1))
    }

    @Test func `every instant lies between two occurrences that follow each other`() throws {
        let intervals = try ["P1M", "P1Y", "P3D", "P2W", "PT7H", "P1M10DT1H"].map(interval)
        let zones = try ["UTC", "Europe/Prague", "America/Havana"].map(zone)
        try withSeeds(300) { generator, seed in
            let instants = (0..<2).map { _ in Instant(milliseconds: .random(in: -900_000_000_000...1_900_000_000_000, using: &generator)) }
            let recurrence = Recurrence(
                every: try #require(intervals.randomElement(using: &generator)), anchor: instants[0],
                zone: try #require(zones.randomElement(using: &generator)))
            let number = recurrence.number(at: instants[1])
            #expect(recurrence.occurrence(number) <= instants[1] && instants[1] < recurrence.occurrence(number + 1), "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            (7, 2, 4, 4, 3), (-7, 2, -3, -4, -4), (5, 2, 3, 3, 2), (4, 2, 2, 2, 2), (-4, 2, -2, -2, -2), (1, 3, 1, 0, 0), (-1, 3, 0, 0, -1),
        ] as [(Int128, Int128, Int128, Int128, Int128)])
    func `a fraction is rounded up, to the nearest with halves away from zero, or down`(
        _ dividend: Int128, by divisor: Int128, up: Int128, nearest: Int128, down: Int128
    ) {
        #expect(Rounding.up.quotient(dividend, by: divisor) == up)
        #expect(Rounding.nearest.quotient(dividend, by: divisor) == nearest)
        #expect(Rounding.down.quotient(dividend, by: divisor) == down)
    }

    private func interval(_ text: String) throws -> CalendarInterval { try #require(CalendarInterval(parsing: text)) }
}
