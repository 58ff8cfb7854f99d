import Expressions
import Testing
import Values

@Suite struct DateExamples {
    static let prague: [Example] = [
        Example(#"formatDate(1.at; "YYYY-MM-DD HH:mm:ss")"#, #""2016-12-28 17:03:06""#),
        Example(#"formatDate(1.at; "YYYY-MM-DD[T]HH:mm")"#, #""2016-12-28T17:03""#),
        Example(#"formatDate(1.at; "YYYY-MM-DDTHH:mm")"#, #""2016-12-28T17:03""#),
        Example(#"formatDate(1.at; "HH:mm"; "UTC")"#, #""16:03""#),
        Example(#"formatDate(1.at; "HH:mm"; "America/New_York")"#, #""11:03""#),
        Example(#"formatDate(1.at; "HH:mm"; "Nowhere/Land")"#, #""17:03""#),
        Example(#"formatDate(1.at; "X")"#, #""1482940986""#), Example(#"formatDate(1.at; "x")"#, #""1482940986123""#),
        Example(#"formatDate(1.at; "MMMM Do, YYYY h:mm A")"#, #""December 28th, 2016 5:03 PM""#),
        Example(#"formatDate(1.at; "ddd dddd dd d E do")"#, #""Wed Wednesday We 3 3 3rd""#),
        Example(#"formatDate(1.at; "YY M MM MMM Mo D DD DDD DDDD DDDo Q Qo")"#, #""16 12 12 Dec 12th 28 28 363 363 363rd 4 4th""#),
        Example(#"formatDate(1.at; "H HH h hh k kk a A m mm s ss S SS SSS SSSS")"#, #""17 17 5 05 17 17 pm PM 3 03 6 06 1 12 123 1230""#),
        Example(#"formatDate(1.at; "Z ZZ")"#, #""+01:00 +0100""#),
        Example(#"formatDate(1.at; "w ww wo W WW Wo gggg gg GGGG GG")"#, #""53 53 53rd 52 52 52nd 2016 16 2016 16""#),
        Example(#"formatDate("2017-01-01"; "w gggg W GGGG")"#, #""1 2017 52 2016""#),
        Example(#"formatDate("2021-01-03"; "W GGGG w gggg")"#, #""53 2020 2 2021""#),
        Example(#"formatDate("2016-06-20T17:26:44.356Z"; "HH:mm")"#, #""19:26""#, "S2"),
        Example(#"formatDate(1.at; "YYYY-MM-01")"#, #""2016-12-01""#, "U"),
        Example("formatDate(1.at)", #""2016-12-28T16:03:06.123Z""#, "0004"),
        Example(#"formatDate(1.at; "[Today is] dddd")"#, #""Today is Wednesday""#),
        Example(#"formatDate(1.at; "L LT")"#, #""12/28/2016 5:03 PM""#),
        Example(#"parseDate("2016-12-28 16:03"; "YYYY-MM-DD HH:mm")"#, #""2016-12-28T15:03:00.000Z""#),
        Example(#"parseDate("2016-12-28 16:03"; "YYYY-MM-DD HH:mm"; "UTC")"#, #""2016-12-28T16:03:00.000Z""#),
        Example(#"parseDate("2016-12-28 4:03 pm"; "YYYY-MM-DD h:mm a"; "UTC")"#, #""2016-12-28T16:03:00.000Z""#),
        Example(#"parseDate(1482940986; "X")"#, #""2016-12-28T16:03:06.000Z""#),
        Example(#"parseDate("1482940986.5"; "X")"#, #""2016-12-28T16:03:06.500Z""#),
        Example(#"parseDate("1482940986123"; "x")"#, #""2016-12-28T16:03:06.123Z""#),
        Example(#"parseDate("28 Dec 2016"; "DD MMM YYYY"; "UTC")"#, #""2016-12-28T00:00:00.000Z""#),
        Example(#"parseDate("December 1st, 16"; "MMMM Do, YY"; "UTC")"#, #""2016-12-01T00:00:00.000Z""#),
        Example(#"parseDate("16:30"; "HH:mm"; "UTC")"#, #""2026-11-22T16:30:00.000Z""#, "0004"),
        Example(#"parseDate("2016-12-28T16:03:06+05:00"; "YYYY-MM-DDTHH:mm:ssZ")"#, #""2016-12-28T11:03:06.000Z""#),
        Example(#"parseDate("20161228160306"; "YYYYMMDDHHmmss"; "UTC")"#, #""2016-12-28T16:03:06.000Z""#),
        Example(#"parseDate("2016-12-28T16:03:06.456Z")"#, #""2016-12-28T16:03:06.456Z""#),
        Example("parseDate(1.at)", #""2016-12-28T16:03:06.123Z""#),
        Example("addSeconds(1.at; 30)", #""2016-12-28T16:03:36.123Z""#), Example("addMinutes(1.at; -5)", #""2016-12-28T15:58:06.123Z""#),
        Example("addHours(1.at; 24)", #""2016-12-29T16:03:06.123Z""#), Example("addHours(1.at; -24.5)", #""2016-12-27T15:33:06.123Z""#),
        Example("addDays(1.at; 4)", #""2017-01-01T16:03:06.123Z""#), Example(#"addDays(1.at; "-" + 3)"#, #""2016-12-25T16:03:06.123Z""#),
        Example("addMonths(1.at; 2)", #""2017-02-28T16:03:06.123Z""#), Example("addYears(1.at; -1)", #""2015-12-28T16:03:06.123Z""#),
        Example(#"addMonths("2024-01-31T12:00:00Z"; 1)"#, #""2024-02-29T12:00:00.000Z""#, "0004"),
        Example(#"addMonths("2024-01-31T12:00:00Z"; -11)"#, #""2023-02-28T12:00:00.000Z""#, "0004"),
        Example(#"addDays("2026-03-28 12:00"; 1)"#, #""2026-03-29T10:00:00.000Z""#, "0004"),
        Example(#"addHours("2026-03-28 12:00"; 24)"#, #""2026-03-29T11:00:00.000Z""#, "0004"),
        Example("setSecond(1.at; 61)", #""2016-12-28T16:04:01.123Z""#), Example("setMinute(1.at; 10)", #""2016-12-28T16:10:06.123Z""#),
        Example("setHour(1.at; 6)", #""2016-12-28T05:03:06.123Z""#), Example("setHour(1.at; -6)", #""2016-12-27T17:03:06.123Z""#),
        Example(#"setDay(1.at; "Monday")"#, #""2016-12-26T16:03:06.123Z""#), Example("setDay(1.at; 1)", #""2016-12-25T16:03:06.123Z""#),
        Example("setDay(1.at; 7)", #""2016-12-31T16:03:06.123Z""#),
        Example(#"setDate("2026-08-10T12:00:00Z"; 32)"#, #""2026-09-01T12:00:00.000Z""#),
        Example(#"setMonth("2026-08-10T12:00:00Z"; 5)"#, #""2026-05-10T12:00:00.000Z""#),
        Example(#"setMonth("2026-08-10T12:00:00Z"; 17)"#, #""2027-05-10T12:00:00.000Z""#),
        Example(#"setMonth("2026-08-10T12:00:00Z"; "february")"#, #""2026-02-10T13:00:00.000Z""#),
        Example(#"setYear("2026-08-10T12:00:00Z"; 2017)"#, #""2017-08-10T12:00:00.000Z""#),
        Example(#"dateDifference("2026-01-02"; "2026-01-01")"#, "86400000"),
        Example(#"dateDifference("2026-03-30"; "2026-03-28"; "days")"#, "2"),
        Example(#"dateDiff("2026-03-01"; "2026-01-31"; "months")"#, "1"), Example(#"dateDiff("2026-01-01"; "2026-01-02"; "hours")"#, "-24"),
        Example(#"formatDate(addDays(addMonths(formatDate(now; "YYYY-MM-01"); 1); -1); "YYYY-MM-DD")"#, #""2026-11-30""#, "U"),
        Example("now", #""2026-11-22T10:00:00.000Z""#, "S1"), Example("timestamp", "1795341600", "S1"),
    ]

    @Test(arguments: prague)
    func `functions of dates do as documented`(example: Example) {
        example.check(TestContext([1: ["at": .date(Timestamp(milliseconds: 1_482_940_986_123))]], zone: "Europe/Prague"))
    }

    @Test(arguments: [
        ("2016-06-20T17:26:44.356Z", "2016-06-20T17:26:44.356Z"), ("2016-06-20 19:26:44 GMT+02:00", "2016-06-20T17:26:44.000Z"),
        ("2016-06-20 19:26+0200", "2016-06-20T17:26:00.000Z"), ("2016-06-20 17:26:44", "2016-06-20T15:26:44.000Z"),
        ("2016-06-20", "2016-06-19T22:00:00.000Z"), ("2016/06/20 17:26:44", "2016-06-20T15:26:44.000Z"),
        ("2016/06/20 17:26:44+02:00", "2016-06-20T15:26:44.000Z"), ("2016/06/20 5:26 PM", "2016-06-20T15:26:00.000Z"),
        ("06/20/2016 17:26", "2016-06-20T15:26:00.000Z"), ("06/20/2016", "2016-06-19T22:00:00.000Z"),
        ("20.6.2016 17:26:44", "2016-06-20T15:26:44.000Z"),
        ("20160620", "2016-06-19T22:00:00.000Z"), ("20160620T172644Z", "2016-06-20T17:26:44.000Z"),
        ("Mon, 20 Jun 2016 17:26:44 GMT", "2016-06-20T17:26:44.000Z"),
        ("June 20, 2016", "2016-06-19T22:00:00.000Z"), ("20 June 2016 5:26 am", "2016-06-20T03:26:00.000Z"),
        ("2016-06-20T17:26:44-03", "2016-06-20T20:26:44.000Z"),
        ("Mon Jun 20 2016 17:26:44 GMT+0200 (CEST)", "2016-06-20T15:26:44.000Z"), ("  2016-06-20  ", "2016-06-19T22:00:00.000Z"),
        ("2016-1-2", "2016-01-01T23:00:00.000Z"), ("2016-06-20 24:00", "2016-06-20T22:00:00.000Z"),
    ])
    func `texts are read as dates`(text: String, instant: String) throws {
        #expect(try Coercion.date(.text(text), zone: "Europe/Prague").iso8601 == instant)
    }

    @Test(arguments: [
        "", "today", "2016", "2016-06", "17:26", "2016-13-01", "2016-02-30", "31.4.2016", "2016-06-20 25:00", "2016-06-20 x", "6/20",
        "1482940986", "20/6/16",
    ])
    func `other texts are no dates`(text: String) {
        #expect(throws: EvaluationError.self) { try Coercion.date(.text(text), zone: "UTC") }
    }

    @Test func `a time that clocks skip moves forward, one that occurs twice is the first`() throws {
        #expect(try Coercion.date("2026-03-29 02:30", zone: "Europe/Prague").iso8601 == "2026-03-29T01:30:00.000Z")
        #expect(try Coercion.date("2026-10-25 02:30", zone: "Europe/Prague").iso8601 == "2026-10-25T00:30:00.000Z")
        #expect(try Coercion.date("2026-03-08 02:30", zone: "America/New_York").iso8601 == "2026-03-08T07:30:00.000Z")
    }
}
