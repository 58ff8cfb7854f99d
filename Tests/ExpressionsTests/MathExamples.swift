import Expressions
import Testing
import Values

@Suite struct MathExamples {
    static let examples: [Example] = [
        Example("average(1; 2; 6)", "3"), Example("average(1.numbers)", "2.5"), Example("average(emptyarray)", "null", "0004"),
        Example("sum(1; 2.5; 3)", "6.5"), Example("sum(1.numbers)", "10"), Example("sum(1.numbers[])", "10", "0004"),
        Example(#"sum("5"; 1)"#, "6"), Example("sum(null; 1)", "1", "0004"), Example("sum(1.texts; 1)", "7", "0004"),
        Example("sum(0.1; 0.2)", "0.3"),
        Example(#"sum(map(1.rows; "price"))"#, "30"), Example("min(3; 1; 2)", "1"), Example("max(3; 1; 2)", "3"),
        Example("max(1.numbers)", "4"),
        Example("median(2; 3; 5; 8)", "4"), Example("median(3; 1; 2)", "2"), Example("median(1.numbers)", "2.5"),
        Example("round(stdevP(1; 2; 3; 4; 5); 8)", "1.41421356"), Example("round(stdevS(1; 2; 3; 4; 5); 8)", "1.58113883"),
        Example("stdevP(5)", "0"), Example("stdevS(5)", "null", "0004"),
        Example("ceil(1.2)", "2"), Example("ceil(-1.2)", "-1"), Example("ceil(4)", "4"), Example("floor(1.9)", "1"),
        Example("floor(-1.1)", "-2"),
        Example("abs(-3.7)", "3.7"), Example("abs(5)", "5"), Example("round(1.5)", "2"), Example("round(1.4)", "1"),
        Example("round(-1.5)", "-1"),
        Example("round(3.14159; 2)", "3.14", "0004"), Example("round(2.345; 2)", "2.35"), Example("round(1234; -2)", "1200"),
        Example("round(null)", "null", "0004"), Example(#"round("2.5")"#, "3"),
        Example("trunc(3.789)", "3"), Example("trunc(3.789; 2)", "3.78"), Example("trunc(123.456; -2)", "100"),
        Example("trunc(-3.789)", "-3"),
        Example(#"parseNumber("1 756,456"; ",")"#, "1756.456"), Example(#"parseNumber("1.756,456"; ",")"#, "1756.456"),
        Example(#"parseNumber("1,756.456"; ".")"#, "1756.456"), Example(#"parseNumber("0.95")"#, "0.95", "0004"),
        Example(#"parseNumber("12")"#, "12"), Example(#"parseNumber(" -3 ")"#, "-3"), Example("parseNumber(7)", "7"),
        Example("parseNumber(null)", "null", "0004"),
        Example(#"formatNumber(123456789; 3; ","; ".")"#, #""123.456.789,000""#), Example("formatNumber(1234.5; 2)", #""1.234,50""#),
        Example(#"formatNumber(1234.5; 2; "."; ",")"#, #""1,234.50""#), Example(#"formatNumber(-999.999; 2; "."; "")"#, #""-1000.00""#),
        Example(#"formatNumber(0.5; 0; "."; ",")"#, #""1""#), Example(#"formatNumber(12; 0)"#, #""12""#),
        Example(#"formatNumber("1000"; 1; "."; " ")"#, #""1 000.0""#),
        Example("formatNumber(-0.001; 2)", #""0,00""#),
    ]

    static let operators: [Example] = [
        Example("1 + 2", "3", "S7"), Example("0.1 + 0.2", "0.3", "S1"), Example("1 + 2 * 3", "7", "S1"), Example("(1 + 2) * 3", "9", "S1"),
        Example("7 - 2 - 1", "4", "S1"), Example("12 / 4 / 3", "1", "S1"), Example("7 % 4", "3", "S7"), Example("-3 + 5", "2", "S1"),
        Example("- - 3", "3", "S1"), Example("2 * -3", "-6", "S1"), Example("5-3", "2", "S1"), Example("1.n-1", "6", "S1"),
        Example(#""a" + 1 + "b""#, #""a1b""#, "S7"), Example(#""5" + 1"#, #""51""#, "S7"), Example(#"1 + "5""#, #""15""#, "S7"),
        Example(#""a" + null + "b""#, #""ab""#, "S7"), Example("null + 1", "1", "0004"), Example("1 + 1.missing", "1", "0004"),
        Example(#""6" / "2""#, "3", "S7"), Example("null * 5", "0", "0004"), Example("1 / 3", "0.33333333333333333333", "0004"),
        Example("5 = 5", "true", "S7"), Example(#""5" = 5"#, "true", "0004"), Example(#"5 = "5.0""#, "true", "0004"),
        Example(#""a" = "A""#, "false", "S7"),
        Example("5 != 6", "true", "S7"), Example("5 == 5", "true", "S1"), Example("5 === 5", "true", "S1"),
        Example("5 !== 5", "false", "S1"),
        Example("null = null", "true", "0004"), Example(#""" = null"#, "false", "0004"), Example(#"null = """#, "true", "0004"),
        Example("1.missing != null", "false", "0004"), Example(#""abc" = 5"#, "false", "0004"), Example("true = true", "true", "S7"),
        Example("1.flag = false", "true", "0004"), Example("1.missing = false", "true", "0004"),
        Example("1 < 2", "true", "S7"), Example("2 <= 2", "true", "S7"), Example("3 > 4", "false", "S7"), Example("4 >= 5", "false", "S7"),
        Example(#""10" > 9"#, "true", "0004"), Example(#""10" > "9""#, "true", "0004"), Example(#""b" > "a""#, "true", "0004"),
        Example("null > 0", "false", "0004"), Example("null <= 0", "false", "0004"),
        Example("now > parseDate(\"2026-01-01\"; \"YYYY-MM-DD\")", "true", "0004"), Example(#""2026-01-01" < now"#, "true", "0004"),
        Example("true & false", "false", "S7"), Example("true | false", "true", "S7"), Example("true && true", "true", "S1"),
        Example("false || false", "false", "S1"), Example("true | false & false", "true", "S1"), Example("!true", "false", "S1"),
        Example("!0", "false", "S2"), Example("1 = 1 & 2 = 2", "true", "S1"), Example("1 < 2 = true", "true", "S1"),
        Example("1 + 1 = 2", "true", "S1"),
        Example("(now - addDays(now; -3)) / 1000 / 60 / 60 / 24", "3", "0004"), Example("1.n * 2", "14", "S7"),
        Example("pi > 3.14 & pi < 3.15", "true", "S1"),
    ]

    private var context: TestContext {
        TestContext([
            1: ["numbers": [1, 2, 3, 4], "texts": ["1", "", nil, "5"], "rows": [["price": 10], ["price": "20"]], "n": 7, "flag": false]
        ])
    }

    @Test(arguments: examples)
    func `functions of numbers do as documented`(example: Example) { example.check(context) }

    @Test(arguments: operators)
    func `operators bind and compare as decided`(example: Example) { example.check(context) }
}
