import Testing
import Values

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (1_795_341_600_000, "2026-11-22T10:00:00.000Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
        (-62_198_755_200_000, "-000001-01-01T00:00:00.000Z"),
    ])
    func `instants are written and read`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("2026-11-22", "2026-11-22T00:00:00.000Z"), ("2026-11-22T10:00", "2026-11-22T10:00:00.000Z"),
        ("2026-11-22 10:00:00.5+01:00", "2026-11-22T09:00:00.500Z"), ("2026-11-22T10:00:00-0330", "2026-11-22T13:30:00.000Z"),
        ("2026-11-22T24:00:00Z", "2026-11-23T00:00:00.000Z"), ("2026-11-22T10:00:00.123456Z", "2026-11-22T10:00:00.123Z"),
    ])
    func `other spellings of ISO 8601`(text: String, instant: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == instant)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-30", "2026-11-22T", "2026-11-22T25:00", "2026-11-22T10:00x", "22.11.2026", "2026-11-22T10:60",
    ])
    func `what is no instant is none`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `days and dates agree over four centuries`() {
        for day in stride(from: -146_097, to: 146_097, by: 13) {
            let date = CivilDate(daysSince1970: day)
            guard date.daysSince1970 == day, date.isValid else {
                Issue.record("day \(day) is \(date)")
                return
            }
        }
    }
}
