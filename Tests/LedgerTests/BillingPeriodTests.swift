import Ledger
import Testing

struct BillingPeriodTests {
    @Test func `a month that lacks the day begins its period on its last, and the day is kept`() throws {
        let calendar = BillingCalendar(anchor: try utc("2026-01-31", hour: 10), zone: .utc)
        let starts = (0...4).map { calendar.start(ofPeriod: $0) }
        #expect(
            try starts == [
                utc("2026-01-31", hour: 10), utc("2026-02-28", hour: 10), utc("2026-03-31", hour: 10), utc("2026-04-30", hour: 10),
                utc("2026-05-31", hour: 10),
            ])
    }

    @Test func `a leap year has its 29 February`() throws {
        let calendar = BillingCalendar(anchor: try utc("2028-01-30"), zone: .utc)
        #expect(try calendar.start(ofPeriod: 1) == utc("2028-02-29"))
        let yearly = BillingCalendar(anchor: try utc("2028-02-29"), zone: .utc, months: 12)
        #expect(try yearly.start(ofPeriod: 1) == utc("2029-02-28"))
        #expect(try yearly.start(ofPeriod: 4) == utc("2032-02-29"))
    }

    @Test func `a period keeps the time that the clocks showed`() throws {
        // 12:00 in Prague: 11:00 UTC in winter, 10:00 in summer.
        let calendar = BillingCalendar(anchor: try utc("2026-03-15", hour: 11), zone: try zone("Europe/Prague"))
        #expect(try calendar.start(ofPeriod: 1) == utc("2026-04-15", hour: 10))
        #expect(try calendar.start(ofPeriod: 8) == utc("2026-11-15", hour: 11))
    }

    @Test func `a start in the hour that the clocks skip comes an hour later`() throws {
        let calendar = BillingCalendar(anchor: try utc("2026-02-28", hour: 1, minute: 30), zone: try zone("Europe/Prague"))
        #expect(try calendar.start(ofPeriod: 1) == utc("2026-03-28", hour: 1, minute: 30))
        let skipped = BillingCalendar(anchor: try utc("2026-01-29", hour: 1, minute: 30), zone: try zone("Europe/Prague"))
        // 02:30 on 29 March 2026 isn't shown in Prague; 03:30 of summer is 01:30 UTC.
        #expect(try skipped.start(ofPeriod: 2) == utc("2026-03-29", hour: 1, minute: 30))
    }

    @Test func `the end of a period belongs to the next`() throws {
        let calendar = BillingCalendar(anchor: try utc("2026-11-11", hour: 9), zone: .utc)
        let end = try utc("2026-12-11", hour: 9)
        #expect(calendar.period(containing: end + -1).number == 0)
        #expect(calendar.period(containing: end).number == 1)
        #expect(try calendar.period(containing: utc("2026-10-12")).number == -1)
        #expect(calendar.next(after: calendar.period(0)) == calendar.period(1))
    }

    @Test func `every instant lies in one period, and periods leave no gap`() throws {
        let zones = try ["UTC", "Europe/Prague", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe"].map(zone)
        try withSeeds(300) { generator, seed in
            let zone = try #require(zones.randomElement(using: &generator))
            let range: ClosedRange<Int64> = 1_500_000_000_000...1_900_000_000_000
            let calendar = BillingCalendar(
                anchor: Instant(milliseconds: .random(in: range, using: &generator)), zone: zone,
                months: Bool.random(using: &generator) ? 1 : 12)
            let instant = Instant(milliseconds: .random(in: range, using: &generator))
            let period = calendar.period(containing: instant)
            #expect(period.contains(instant), "seed \(seed)")
            #expect(calendar.next(after: period).start == period.end, "seed \(seed)")
            #expect(calendar.period(0).start == calendar.anchor, "seed \(seed)")
        }
    }

    @Test func `a period has the days that it touches, and those that are left`() throws {
        let prague = try zone("Europe/Prague")
        let calendar = BillingCalendar(anchor: try utc("2026-11-11", hour: 9), zone: prague)
        let period = calendar.period(0)
        #expect(period.days(in: prague).count == 31)
        #expect(period.days(in: prague).first?.description == "2026-11-11")
        #expect(period.days(in: prague).last?.description == "2026-12-11")
        let now = try utc("2026-11-22", hour: 23, minute: 30)
        #expect(period.days(in: prague, upTo: now).last?.description == "2026-11-23")
        #expect(period.daysLeft(at: now) == 19)
        #expect(period.daysLeft(at: period.end) == 0)
    }

    @Test func `a plan's price is taken per its credits, extra credits at a quarter more`() throws {
        let price = PlanPrice(minorUnits: 900, currency: "USD", per: Credits(10_000))
        #expect(price.cost(of: Credits(10_000), percent: 125) == 1_125)
        #expect(price.cost(of: Credits(1_000), percent: 125) == 113)
        #expect(Plan.selfHosted.isUnlimited)
        #expect(Plan.pro.with(credits: Credits(25_000)).creditsPerPeriod == Credits(25_000))
        #expect(Plan.core.transferPerPeriod == 5_000_000_000)
        #expect(Plan.shipped("pro") == .pro)
        #expect(Set(Plan.shipped.map(\.id)).count == 6)
        #expect(Plan.free.limits.map(\.text) == ["2", "15 minutes", "5 minutes", "5 MB", "67"])
    }
}
