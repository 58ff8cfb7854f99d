import Ledger
import Testing

struct UsageFiguresTests {
    @Test(
        arguments: [(1_900, 1, 1_900), (1_900, 24, 1_900), (1_900, 48, 950), (1_900, 36, 1_267), (0, 48, 0), (1, 72, 0), (2, 72, 1)]
            as [(Int64, Int64, Int64)])
    func `the running day counts as a fraction, and at least one day counts`(_ used: Int64, hours: Int64, average: Int64) {
        let start = Instant(milliseconds: 1_795_000_000_000)
        let figure = UsageFigures.averageDaily(Credits(centicredits: used), from: start, to: start + hours * 3_600_000)
        #expect(figure == Credits(centicredits: average))
    }

    @Test func `the last seven days are the running one and six before it`() throws {
        let now = try utc("2026-11-22", hour: 12)
        let days = try ["2026-11-15", "2026-11-16", "2026-11-22"].map { (try #require(LocalDay(parsing: $0)), Credits(13)) }
        let longAgo = Instant(milliseconds: 0)
        #expect(UsageFigures.last7Days(days, zone: .utc, since: longAgo, now: now) == Credits(4))
        #expect(try UsageFigures.last7Days([days[2]], zone: .utc, since: utc("2026-11-22", hour: 11), now: now) == Credits(13))
    }
}
