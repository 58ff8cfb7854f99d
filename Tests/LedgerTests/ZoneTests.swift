import Ledger
import Testing

/// `2026-03-29 02:30:00` as the clocks of UTC show it.
func utc(_ day: String, hour: Int64 = 0, minute: Int64 = 0) throws -> Instant {
    let day = try #require(LocalDay(parsing: day))
    return Instant(milliseconds: Int64(day.number) * 86_400_000 + hour * 3_600_000 + minute * 60_000)
}

func zone(_ identifier: String) throws -> Zone { try #require(Zone(identifier)) }

struct ZoneTests {
    @Test(
        arguments: [
            ("UTC", "2026-11-22", 24), ("Europe/Prague", "2026-11-22", 24), ("Europe/Prague", "2026-03-29", 23),
            ("Europe/Prague", "2026-10-25", 25), ("America/New_York", "2026-03-08", 23), ("America/Havana", "2026-11-01", 25),
            ("Africa/Cairo", "2026-04-24", 23), ("America/Sao_Paulo", "2018-11-04", 23), ("Australia/Lord_Howe", "2026-04-05", 24.5),
            ("Asia/Kathmandu", "2026-05-05", 24), ("Pacific/Apia", "2011-12-30", 0),
        ] as [(String, String, Double)])
    func `a day is as long as its clocks make it`(_ identifier: String, _ text: String, hours: Double) throws {
        let (zone, day) = (try zone(identifier), try #require(LocalDay(parsing: text)))
        #expect(Double(zone.end(of: day) - zone.start(of: day)) / 3_600_000 == hours)
    }

    @Test func `midnight that the clocks skip begins the day at the instant after`() throws {
        let cairo = try zone("Africa/Cairo")
        let day = try #require(LocalDay(parsing: "2026-04-24"))
        #expect(cairo.localTime(at: cairo.start(of: day)) == LocalTime(day: day, millisecondOfDay: 3_600_000))
        #expect(cairo.day(containing: cairo.start(of: day) + -1) == day.adding(days: -1))
    }

    @Test(arguments: ["Nowhere", "", "Europe/Nowhere", "CEST", "GMT+2"])
    func `a zone that doesn't exist is not made`(_ identifier: String) { #expect(Zone(identifier) == nil) }

    @Test func `an instant lies in the day that holds it, and in the quarter of an hour`() throws {
        let names = [
            "UTC", "Europe/Prague", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati", "America/Havana",
        ]
        let zones = try names.map(zone)
        try withSeeds(300) { generator, seed in
            let zone = try #require(zones.randomElement(using: &generator))
            let instant = Instant(milliseconds: .random(in: 1_000_000_000_000...2_000_000_000_000, using: &generator))
            let day = zone.day(containing: instant)
            #expect(zone.start(of: day) <= instant && instant < zone.end(of: day), "seed \(seed)")
            #expect(zone.end(of: day) == zone.start(of: day.adding(days: 1)), "seed \(seed)")
            #expect(zone.start(of: day).milliseconds % QuarterHour.milliseconds == 0, "seed \(seed)")
            let quarter = QuarterHour(containing: instant)
            #expect(quarter.start <= instant && instant < quarter.end, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2026-11-22", 20_779, 7), ("2000-02-29", 11_016, 2), ("1969-12-31", -1, 3), ("0001-01-01", -719_162, 1),
    ])
    func `days are numbered by the calendar`(_ text: String, number: Int, weekday: Int) throws {
        let day = try #require(LocalDay(parsing: text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(LocalDay(number: number).description == text)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-01T00", "", "2026-04-31"])
    func `a day that doesn't exist is not read`(_ text: String) { #expect(LocalDay(parsing: text) == nil) }

    @Test func `quarters before 1970 are counted down`() {
        #expect(QuarterHour(containing: Instant(milliseconds: -1)).index == -1)
        #expect(QuarterHour(containing: Instant(milliseconds: -900_000)).index == -1)
    }
}
