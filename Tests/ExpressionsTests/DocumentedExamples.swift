import Expressions
import Testing
import Values

/// Pairs of input and output as help pages print them, in the form in which they are stored: text in quotes.
@Suite struct DocumentedExamples {
    static let text: [Example] = [
        Example(#"length("hello")"#, "5", "S4"), Example(#"lower("Hello")"#, #""hello""#, "S4"),
        Example(#"upper("Hello")"#, #""HELLO""#, "S4"),
        Example(#"capitalize("workfront")"#, #""Workfront""#, "S4"), Example(#"startcase("hello WORLD")"#, #""Hello World""#, "S4"),
        Example(#"ascii("Wěošrčkřfžrýoáníté")"#, #""Workfront""#, "S4"), Example(#"ascii("ěščřž"; true)"#, #""escrz""#, "S4"),
        Example(#"replace("Hello World"; "Hello"; "Hi")"#, #""Hi World""#, "S4"),
        Example(
            #"replace("All of these numbers 1 23 456 7 are replaced with X"; "/\d+/g"; "X")"#,
            #""All of these numbers X X X X are replaced with X""#, "S4"),
        Example(#"replace("Phone number +420777111222"; "/(\w+ \w+) (\+\d+)/"; "$1: $2")"#, #""Phone number: +420777111222""#, "S4"),
        Example(#"substring("Hello"; 0; 3)"#, #""Hel""#, "S4"), Example(#"substring("Hello"; 1; 3)"#, #""el""#, "S4"),
        Example(#"indexOf("Workfront"; "o")"#, "1", "S4"), Example(#"indexOf("Workfront"; "x")"#, "-1", "S4"),
        Example(#"indexOf("Workfront"; "o"; 3)"#, "6", "S4"),
        Example(#"base64(toBinary("Workfront"))"#, #""V29ya2Zyb250""#, "S4"),
        Example(#"toString(toBinary("V29ya2Zyb250"; "base64"))"#, #""Workfront""#, "S4"),
        Example(#"toString(toBinary("576f726b66726f6e74"; "hex"))"#, #""Workfront""#, "S4"),
        Example(#"decodeURL("Automate%20your%20workflow")"#, #""Automate your workflow""#, "S4"),
        Example(#"encodeURL("Automate your workflow")"#, #""Automate%20your%20workflow""#, "S4"),
        Example(#"escapeHTML("<b>Hello</b>")"#, #""&lt;b&gt;Hello&lt;/b&gt;""#, "S4"),
        Example(#"stripHTML("<b>Hello</b>")"#, #""Hello""#, "S4"),
        Example(#"contains("Hello World"; "Hello")"#, "true", "S4"), Example(#"contains("Hello World"; "Bye")"#, "false", "S4"),
        Example(#"split("John, George, Paul"; ",")"#, #"["John"," George"," Paul"]"#, "S4"),
        Example(#"md5("workfront")"#, #""1448bbbeaa7a9b8091d426999f1f666b""#, "S4"),
        Example(#"sha1("workfront")"#, #""b2b30b8ae1f9e5b40fbb0696eaabdbfd8d0c087f""#, "S4"),
        Example(#"sha256("workfront")"#, #""ed3d7397eec7b94453035b67ba4468c883ee3bedeb57137f7371f2e0cf5e2bbc""#, "S4"),
        Example(
            #"sha512("workfront")"#,
            #""789ae41b9456357e4f27c6a09956a767abbb8d80b206003ffdd1e94dbc687cd119b85e1e19db58bb44b234493af35fd431639c0345aadf2cf7ec26e9f4a7fb19""#,
            "S4"),
        Example(#"sha1("workfront"; "base64")"#, #""srMLiuH55bQPuwaW6qvb/Y0MCH8=""#, "S4"),
        Example(#"base64("workfront")"#, #""d29ya2Zyb250""#, "RFC 4648"), Example(#"base64("foobar")"#, #""Zm9vYmFy""#, "RFC 4648"),
        Example(#"base64("foo")"#, #""Zm9v""#, "RFC 4648"), Example(#"base64("fo")"#, #""Zm8=""#, "RFC 4648"),
        Example(#"base64("")"#, #""""#, "RFC 4648"), Example(#"md5("")"#, #""d41d8cd98f00b204e9800998ecf8427e""#, "RFC 1321"),
        Example(#"md5("abc")"#, #""900150983cd24fb0d6963f7d28e17f72""#, "RFC 1321"),
        Example(#"md5("message digest")"#, #""f96b697d7cb7938d525a2f31aaf161d0""#, "RFC 1321"),
        Example(
            #"sha512("what do ya want for nothing?"; "hex"; "Jefe"; "text")"#,
            #""164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737""#,
            "RFC 4231"),
        Example(
            #"sha256("Hi There"; "hex"; "CwsLCwsLCwsLCwsLCwsLCwsLCws="; "base64")"#,
            #""b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7""#, "RFC 4231"),
        Example(#"escapeJSON("say ""hi""")"#, #""say \\\"hi\\\"""#, "U"), Example(#"escapeJSON("a" + tab + "b")"#, #""a\\tb""#, "U"),
        Example(#"replaceEmojiCharacters("Hi 👋🏽!"; "*")"#, #""Hi *!""#, "S5"),
        Example(#"replaceEmojiCharacters("🇨🇿 1"; "")"#, #"" 1""#, "S5"),
    ]

    static let numbers: [Example] = [
        Example("abs(-5)", "5", "S2"), Example("abs(5)", "5", "S2"), Example("abs(0)", "0", "S2"), Example("abs(-3.7)", "3.7", "S2"),
        Example("ceil(1.2)", "2", "S2"), Example("ceil(4)", "4", "S2"), Example("floor(1.2)", "1", "S2"), Example("floor(1.9)", "1", "S2"),
        Example("floor(4)", "4", "S2"), Example("median(3; 5; 7)", "5", "S2"), Example("median(2; 3; 5; 8)", "4", "S2"),
        Example("median(2.5; 3.5; 2; 4.5; 1)", "2.5", "S2"), Example("round(1.2)", "1", "S2"), Example("round(1.5)", "2", "S2"),
        Example("round(1.7)", "2", "S2"), Example("round(2)", "2", "S2"),
        Example(#"formatNumber(123456789; 3; ","; ".")"#, #""123.456.789,000""#, "S2"),
        Example(#"formatNumber(123456789; 3)"#, #""123.456.789,000""#, "S2"),
        Example(#"parseNumber("1 756,456"; ",")"#, "1756.456", "S2"), Example("trunc(3.789)", "3", "S2"),
        Example("trunc(3.789; 2)", "3.78", "S2"),
        Example("trunc(123.456; -2)", "100", "S2"), Example("trunc(-3.789; 1)", "-3.7", "S2"), Example("trunc(5; -1)", "0", "S2"),
        Example("round(stdevP(2; 4; 4; 4; 5; 5; 7; 9); 8)", "2", "S2"), Example("round(stdevS(10; 20); 4)", "7.0711", "S2"),
    ]

    static let general: [Example] = [
        Example(#"if(1 = 1; "A"; "B")"#, #""A""#, "S4"), Example(#"if(1 = 2; "A"; "B")"#, #""B""#, "S4"),
        Example(#"if(1 = 2 & 1 = 2; "A"; "B")"#, #""B""#, "S4"), Example(#"ifempty("A"; "B")"#, #""A""#, "S4"),
        Example(#"ifempty(unknown; "B")"#, #""B""#, "S4"), Example(#"ifempty(""; "B")"#, #""B""#, "S4"),
        Example(#"ifempty(emptystring; "B")"#, #""""#, "S7"), Example(#"ifempty(if(true; emptystring); "B")"#, #""""#, "S7"),
        Example(#"switch("B"; "A"; 1; "B"; 2; "C"; 3)"#, "2", "S4"), Example(#"switch("C"; "A"; 1; "B"; 2; "C"; 3)"#, "3", "S4"),
        Example(#"switch("X"; "A"; 1; "B"; 2; "C"; 3; 4)"#, "4", "S4"),
        Example(#"toCollection(1.array; "name"; "age")"#, #"{"Bob":22,"Tim":23}"#, "S4"),
        Example(#"omit(1.array[1]; "age")"#, #"{"name":"Bob"}"#, "S4"),
        Example(#"pick(1.array[2]; "name"; "age")"#, #"{"name":"Tim","age":23}"#, "S4"),
        Example(#"get(1.array; "2.age")"#, "23", "S4"), Example(#"get(1.array[1]; "name")"#, #""Bob""#, "S4"),
        Example("arrayDiff(1.four; 1.six)", "[1,2]", "S2"), Example("arrayIntersect(1.four; 1.six)", "[3,4]", "S2"),
        Example(#"arrayDiff(split("a b c"; space); split("b d"; space))"#, #"["a","c"]"#, "S2"),
        Example(#"arrayIntersect(split("a b c"; space); split("b c d"; space))"#, #"["b","c"]"#, "S2"),
        Example(#"sort(split("b A a B"; space))"#, #"["A","B","a","b"]"#, "S4"),
        Example(#"sort(split("b A a B"; space); "desc")"#, #"["b","a","B","A"]"#, "S4"),
        Example(#"sort(split("b A a B"; space); "asc ci")"#, #"["A","a","b","B"]"#, "S4"),
        Example(#"map(1.array[]; "name")"#, #"["Bob","Tim"]"#, "S4"), Example(#"map(1.array[]; "age"; "name"; "Tim,Eve")"#, "[23]", "S3"),
        Example(#"toString(toBinary("TWFrZQ=="; "base64"))"#, #""Make""#, "S2"),
        Example("1.__IMTKEY__", #""group""#, "U"), Example("5.4", "5.4", "U"), Example("1.`5`", "6", "U"),
        Example(#"if(1.none; 1; )"#, "null", "U"), Example("length(emptystring)", "0", "S1"), Example("length(emptyarray)", "0", "S1"),
    ]

    static let dates: [Example] = [
        Example(#"addSeconds("2016-12-08T15:55:57.536Z"; 2)"#, #""2016-12-08T15:55:59.536Z""#, "S4"),
        Example(#"addSeconds("2016-12-08T15:55:57.536Z"; -2)"#, #""2016-12-08T15:55:55.536Z""#, "S4"),
        Example(#"addMinutes("2016-12-08T15:55:57.536Z"; 2)"#, #""2016-12-08T15:57:57.536Z""#, "S4"),
        Example(#"addMinutes("2016-12-08T15:55:57.536Z"; -2)"#, #""2016-12-08T15:53:57.536Z""#, "S4"),
        Example(#"addHours("2016-12-08T15:55:57.536Z"; 2)"#, #""2016-12-08T17:55:57.536Z""#, "S4"),
        Example(#"addHours("2016-12-08T15:55:57.536Z"; -2)"#, #""2016-12-08T13:55:57.536Z""#, "S4"),
        Example(#"addDays("2016-12-08T15:55:57.536Z"; 2)"#, #""2016-12-10T15:55:57.536Z""#, "S4"),
        Example(#"addDays("2016-12-08T15:55:57.536Z"; -2)"#, #""2016-12-06T15:55:57.536Z""#, "S4"),
        Example(#"addMonths("2016-08-08T15:55:57.536Z"; 2)"#, #""2016-10-08T15:55:57.536Z""#, "S4"),
        Example(#"addMonths("2016-08-08T15:55:57.536Z"; -2)"#, #""2016-06-08T15:55:57.536Z""#, "S4"),
        Example(#"addYears("2016-08-08T15:55:57.536Z"; 2)"#, #""2018-08-08T15:55:57.536Z""#, "S4"),
        Example(#"addYears("2016-08-08T15:55:57.536Z"; -2)"#, #""2014-08-08T15:55:57.536Z""#, "S4"),
        Example(#"setSecond("2015-10-07T11:36:39.138Z"; 10)"#, #""2015-10-07T11:36:10.138Z""#, "S4"),
        Example(#"setSecond("2015-10-07T11:36:39.138Z"; 61)"#, #""2015-10-07T11:37:01.138Z""#, "S4"),
        Example(#"setMinute("2015-10-07T11:36:39.138Z"; 10)"#, #""2015-10-07T11:10:39.138Z""#, "S4"),
        Example(#"setMinute("2015-10-07T11:36:39.138Z"; 61)"#, #""2015-10-07T12:01:39.138Z""#, "S4"),
        Example(#"setHour("2015-08-07T11:36:39.138Z"; 6)"#, #""2015-08-07T06:36:39.138Z""#, "S4"),
        Example(#"setHour("2015-08-07T11:36:39.138Z"; -6)"#, #""2015-08-06T18:36:39.138Z""#, "S4"),
        Example(#"setDay("2018-06-27T11:36:39.138Z"; "Monday")"#, #""2018-06-25T11:36:39.138Z""#, "S4"),
        Example(#"setDay("2018-06-27T11:36:39.138Z"; 1)"#, #""2018-06-24T11:36:39.138Z""#, "S4"),
        Example(#"setDay("2018-06-27T11:36:39.138Z"; 7)"#, #""2018-06-30T11:36:39.138Z""#, "S4"),
        Example(#"setDay("2018-06-27T11:36:39.138Z"; 8)"#, #""2018-07-01T11:36:39.138Z""#, "S3"),
        Example(#"setDate("2015-08-07T11:36:39.138Z"; 5)"#, #""2015-08-05T11:36:39.138Z""#, "S4"),
        Example(#"setDate("2015-08-07T11:36:39.138Z"; 32)"#, #""2015-09-01T11:36:39.138Z""#, "S4"),
        Example(#"setMonth("2015-08-07T11:36:39.138Z"; 5)"#, #""2015-05-07T11:36:39.138Z""#, "S4"),
        Example(#"setMonth("2015-08-07T11:36:39.138Z"; 17)"#, #""2016-05-07T11:36:39.138Z""#, "S4"),
        Example(#"setYear("2015-08-07T11:36:39.138Z"; 2017)"#, #""2017-08-07T11:36:39.138Z""#, "S4"),
        Example(#"parseDate(1482940986; "X")"#, #""2016-12-28T16:03:06.000Z""#, "S4"),
        Example(#"parseDate("2016-12-28 16:03"; "YYYY-MM-DD HH:mm")"#, #""2016-12-28T16:03:00.000Z""#, "S4"),
        Example(#"parseDate("2016-12-28 4:03 pm"; "YYYY-MM-DD h:mm a")"#, #""2016-12-28T16:03:00.000Z""#, "S4"),
        Example(#"parseDate("2016-12-28 4:03 p"; "YYYY-MM-DD h:mm a")"#, #""2016-12-28T16:03:00.000Z""#, "S4"),
        Example(#"parseDate("1410715640.579"; "X")"#, #""2014-09-14T17:27:20.579Z""#, "S4"),
        Example(#"parseDate("1410715640579"; "x")"#, #""2014-09-14T17:27:20.579Z""#, "S4"),
        Example(#"parseDate("2014 3"; "YYYY Q")"#, #""2014-07-01T00:00:00.000Z""#, "S4"),
        Example(#"parseDate("2014-W38-1"; "GGGG-[W]WW-E")"#, #""2014-09-15T00:00:00.000Z""#, "S4"),
        Example(#"parseDate("2021-W53-7"; "GGGG-[W]WW-E")"#, #""2022-01-09T00:00:00.000Z""#, "S4"),
        Example(#"parseDate("2020-W53-5"; "GGGG-[W]WW-E")"#, #""2021-01-01T00:00:00.000Z""#, "Moment"),
        Example(#"parseDate("2017 1 Wed"; "gggg w ddd")"#, #""2017-01-04T00:00:00.000Z""#, "Moment"),
        Example(#"parseDate("-0025-01-01"; "Y-MM-DD")"#, #""-000025-01-01T00:00:00.000Z""#, "S4"),
        Example(#"parseDate("2016 60"; "YYYY DDD")"#, #""2016-02-29T00:00:00.000Z""#, "S4"),
        Example(#"parseDate("24:00 28.12.2016"; "kk:mm DD.MM.YYYY")"#, #""2016-12-29T00:00:00.000Z""#, "0004"),
        Example(#"parseDate("2016-12-28T16:03:06.5+12:00"; "YYYY-MM-DDTHH:mm:ss.SZ")"#, #""2016-12-28T04:03:06.500Z""#, "S4"),
        Example(#"parseDate("28th of December 2016"; "Do [of] MMMM YYYY")"#, #""2016-12-28T00:00:00.000Z""#, "Moment"),
        Example(
            #"formatDate("2010-02-14T15:25:50Z"; "dddd, MMMM Do YYYY, h:mm:ss a")"#, #""Sunday, February 14th 2010, 3:25:50 pm""#, "Moment"),
        Example(#"formatDate("2010-02-14T15:25:50Z"; "ddd, hA")"#, #""Sun, 3PM""#, "Moment"),
        Example(#"formatDate("2010-02-14"; "[Today is] dddd")"#, #""Today is Sunday""#, "Moment"),
        Example(#"formatDate("2010-02-14"; "LLLL")"#, #""Sunday, February 14, 2010 12:00 AM""#, "Moment"),
        Example(#"formatDate("2016-01-01"; "E e d do Qo DDDD")"#, #""5 5 5 5th 1st 001""#, "S3"),
        Example(#"formatDate("2016-01-01"; "GG gg WW ww")"#, #""15 16 53 01""#, "S3"),
        Example(#"formatDate("2016-01-01T00:00:00Z"; "k kk H HH h hh A a")"#, #""24 24 0 00 12 12 AM am""#, "S3"),
        Example(#"formatDate(parseDate("12345-01-02"; "Y-MM-DD"); "Y")"#, #""+12345""#, "S3"),
        Example(#"formatDate("2016-01-01T00:00:00.078Z"; "S SS SSS X x")"#, #""0 07 078 1451606400 1451606400078""#, "S3"),
    ]

    /// Where clocks change: the organization's zone decides, of functions and of formats.
    static let prague: [Example] = [
        Example(#"setMonth("2015-08-07T11:36:39.138Z"; "january")"#, #""2015-01-07T12:36:39.138Z""#, "S4"),
        Example(#"addDays("2026-10-24T22:30:00Z"; 1)"#, #""2026-10-25T23:30:00.000Z""#, "S4"),
        Example(#"addHours("2026-10-24T22:30:00Z"; 24)"#, #""2026-10-25T22:30:00.000Z""#, "S4"),
        Example(#"setHour("2026-03-29T12:00:00Z"; 2)"#, #""2026-03-29T01:00:00.000Z""#, "0004"),
        Example(#"addMonths("2026-01-31T12:00:00Z"; 6)"#, #""2026-07-31T11:00:00.000Z""#, "S4"),
        Example(#"formatDate("2026-03-29T00:59:59Z"; "HH:mm:ss Z")"#, #""01:59:59 +01:00""#, "S3"),
        Example(#"formatDate("2026-03-29T01:00:00Z"; "HH:mm:ss Z")"#, #""03:00:00 +02:00""#, "S3"),
        Example(#"formatDate("2026-10-25T00:30:00Z"; "HH:mm ZZ")"#, #""02:30 +0200""#, "S3"),
        Example(#"formatDate("2026-10-25T01:30:00Z"; "HH:mm ZZ")"#, #""02:30 +0100""#, "S3"),
        Example(#"dateDifference("2026-10-26"; "2026-10-25"; "hours")"#, "25", "0004"),
        Example(#"dateDifference("2026-10-26"; "2026-10-25"; "days")"#, "1", "0004"),
        Example(#"setDay("2026-10-28T12:00:00Z"; "sunday")"#, #""2026-10-25T12:00:00.000Z""#, "S4"),
    ]

    /// Patterns mean what they mean in JavaScript.
    static let patterns: [Example] = [
        Example(#"replace("é1٣"; "/\d/g"; "-")"#, #""é-٣""#, "ECMA-262"), Example(#"replace("né"; "/\w/g"; "-")"#, #""-é""#, "ECMA-262"),
        Example(#"replace("né"; "/[^\w]/g"; "-")"#, #""n-""#, "ECMA-262"), Example(#"replace("né"; "/\W/g"; "-")"#, #""n-""#, "ECMA-262"),
        Example(#"replace("a1 b"; "/[\d\s]/g"; "")"#, #""ab""#, "ECMA-262"),
        Example(#"replace("a" + newline; "/a$/"; "b")"#, #""a\n""#, "ECMA-262"),
        Example(#"replace("a" + newline + "a"; "/a$/gm"; "b")"#, #""b\nb""#, "ECMA-262"),
        Example(#"replace("a$b"; "/[$]/"; "-")"#, #""a-b""#, "ECMA-262"), Example(#"replace("a.b"; "/\./"; "$$")"#, #""a$b""#, "ECMA-262"),
        Example(#"replace("x&&y"; "/[&]+/"; "-")"#, #""x-y""#, "ECMA-262"),
        Example(#"replace("2026-11-22"; "/(\d{4})-(\d\d)-(\d\d)/"; "$3.$2.$1")"#, #""22.11.2026""#, "S4"),
    ]

    private func context(_ zone: String) -> TestContext {
        TestContext(
            [
                1: [
                    "array": [["name": "Bob", "age": 22], ["name": "Tim", "age": 23]], "four": [1, 2, 3, 4], "six": [3, 4, 5, 6],
                    "__IMTKEY__": "group", "5": 6,
                ]
            ], zone: zone)
    }

    @Test(arguments: text + numbers + general + dates + patterns)
    func `what help pages show comes out`(example: Example) { example.check(context("UTC")) }

    @Test(arguments: prague)
    func `clocks that change are those of the organization`(example: Example) { example.check(context("Europe/Prague")) }

    @Test func `every function has an example with a source`() {
        let all =
            Self.text + Self.numbers + Self.general + Self.dates + Self.prague + Self.patterns + TextExamples.examples
            + MathExamples.examples
            + MathExamples.operators + ArrayExamples.examples + ArrayExamples.general + ArrayExamples.references + DateExamples.prague
        #expect(all.count >= 500)
        #expect(all.allSatisfy { !$0.source.isEmpty })
        var called: Set<String> = []
        for example in all {
            let template = try? Template(parsing: "{{\(example.expression)}}")
            called.formUnion(template?.functions.map(\.name) ?? [])
        }
        let missing = FunctionLibrary.all.map(\.name).filter { !called.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
    }
}
