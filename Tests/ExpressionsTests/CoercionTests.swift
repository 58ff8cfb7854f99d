import Expressions
import Testing
import Values

@Suite struct CoercionTests {
    static let day = Value.date(Timestamp(milliseconds: 0))
    static let bytes = Value.buffer(Buffer(bytes: [0xC3, 0xA9]))

    /// §4, row by row; a result of `nil` is a DataError.
    static let table: [(type: String, value: Value, result: Value?)] = [
        ("array", "x", ["x"]), ("array", 5, [5]), ("array", [1], [1]), ("array", ["a": 1], [["a": 1]]),
        ("boolean", 0, true), ("boolean", 7, true), ("boolean", "", false), ("boolean", "false", false), ("boolean", "no", true),
        ("boolean", [], true), ("boolean", day, true),
        ("buffer", "é", .buffer(Buffer(bytes: [0xC3, 0xA9], encoding: "utf-8"))),
        ("buffer", 5, .buffer(Buffer(bytes: [0x35], encoding: "utf-8"))),
        ("buffer", true, .buffer(Buffer(bytes: Array("true".utf8), encoding: "utf-8"))), ("buffer", bytes, bytes),
        ("buffer", day, .buffer(Buffer(bytes: Array("1970-01-01T00:00:00.000Z".utf8), encoding: "utf-8"))),
        ("collection", "x", nil), ("collection", [1], nil), ("collection", ["a": 1], ["a": 1]),
        ("date", "1970-01-01", day), ("date", "x", nil), ("date", 5, nil), ("date", true, nil), ("date", day, day), ("date", "", .null),
        ("number", "1.50", .number(Number(1.5) ?? 0)), ("number", " 7 ", 7), ("number", "x", nil), ("number", true, nil),
        ("number", day, nil), ("number", 3, 3), ("number", "", .null),
        ("integer", "-7", -7), ("integer", "7.0", 7), ("integer", "7.5", nil), ("uinteger", 7, 7), ("uinteger", "-1", nil),
        ("text", true, "true"), ("text", 5, "5"), ("text", day, "1970-01-01T00:00:00.000Z"), ("text", [1, "a", nil, true], "1,a,,true"),
        ("text", [["a": 1]], nil),
        ("text", bytes, nil), ("text", .buffer(Buffer(bytes: [0xC3, 0xA9], encoding: "utf-8")), "é"),
        ("text", .buffer(Buffer(bytes: [0xE9], encoding: "latin1")), "é"),
        ("text", ["a": 1], nil), ("time", "17:26:44", "17:26:44"), ("time", "17:26", "17:26"), ("time", "25:00:00", nil),
        ("time", "x", nil),
        ("any", ["a": 1], ["a": 1]), ("select", 5, 5), ("json", ["a": 1], #"{"a":1}"#), ("text", nil, .null), ("array", nil, .null),
        ("boolean", nil, .null),
    ]

    @Test func `values become what a field wants, by the table`() {
        for (type, value, result) in Self.table {
            let found = try? Coercion.coerce(value, to: type, zone: "UTC")
            #expect(found == result, "\(value) to \(type)")
        }
    }

    @Test func `what can't be is a DataError that says what it was`() {
        let error = #expect(throws: EvaluationError.self) { try Coercion.coerce("abc", to: "number", zone: "UTC") }
        #expect(error == EvaluationError(type: "DataError", message: "'abc' is not a number."))
    }
}

@Suite struct ExpressionLimitTests {
    private func message(_ expression: String, _ context: TestContext = TestContext()) -> String {
        let error = #expect(throws: EvaluationError.self) { try value(of: expression, context) }
        return error?.message ?? ""
    }

    @Test func `a text grows to maxTextBytes and no further`() throws {
        let long = TestContext([1: ["text": .text(String(repeating: "x", count: 3 << 20))]])
        #expect(message("1.text + 1.text", long).contains("maxTextBytes"))
        #expect(message("1.text + 1.text + 1.text", long).contains("maxTextBytes"))
        #expect(message(#"join(add(emptyarray; 1.text; 1.text); "")"#, long).contains("maxTextBytes"))
        #expect(message(#"replace(1.text; "x"; "yy")"#, long).contains("maxTextBytes"))
        #expect(message("toString(toCollection(toArray(pick(`1`; \"text\")); \"key\"; \"value\")) + 1.text", long).contains("maxTextBytes"))
        #expect(throws: EvaluationError.self) { try Template(parsing: "{{1.text}}{{1.text}}").evaluate(long) }
    }

    @Test func `an array grows to maxArrayItems and no further`() {
        let many = TestContext([
            1: ["text": .text(String(repeating: ",", count: 300_000)), "list": .array(Array(repeating: 1, count: 200_000))]
        ])
        #expect(message(#"split(1.text; ",")"#, many).contains("maxArrayItems"))
        #expect(message(#"split(1.text; "")"#, many).contains("maxArrayItems"))
        #expect(message("merge(1.list; 1.list)", many).contains("maxArrayItems"))
        #expect(message("flatten(add(emptyarray; 1.list; 1.list); 2)", many).contains("maxArrayItems"))
    }

    @Test func `a value does not grow deeper within itself for ever`() throws {
        var value: Value = 1
        let template = try Template(parsing: "{{add(emptyarray; 1.value)}}")
        for _ in 0..<256 { value = try template.evaluate(TestContext([1: ["value": value]])) }
        let error = #expect(throws: EvaluationError.self) { try template.evaluate(TestContext([1: ["value": value]])) }
        #expect(error?.message.contains("maxValueDepth") == true)
        #expect(!value.isDeeper(than: 256) && value.isDeeper(than: 255))
    }

    @Test func `nesting is bounded, rows of operators are not`() throws {
        let deep = String(repeating: "(", count: 101) + "1" + String(repeating: ")", count: 101)
        let error = #expect(throws: ExpressionError.self) { try Template(parsing: "{{\(deep)}}") }
        #expect(error?.message.contains("maxNesting") == true)
        #expect(throws: ExpressionError.self) { try Template(parsing: "{{\(String(repeating: "!", count: 200))1}}") }
        #expect(throws: ExpressionError.self) { try Template(parsing: "{{\(String(repeating: "upper(", count: 5000))") }
        #expect(try value(of: Array(repeating: "1", count: 5000).joined(separator: "+")) == 5000)
        #expect(try value(of: Array(repeating: "1", count: 5001).joined(separator: "-")) == -4999)
    }

    @Test func `a pattern that would take for ever is stopped`() {
        let text = String(repeating: "a", count: 40)
        #expect(message(#"replace("\#(text)!"; "/(a+)+$/"; "x")"#).contains("maxPatternSteps"))
    }

    @Test func `a text too long for patterns is refused`() {
        let long = TestContext([1: ["text": .text(String(repeating: "x", count: 2 << 20))]])
        #expect(message(#"replace(1.text; "/y/"; "x")"#, long).contains("maxPatternInput"))
    }

    @Test(arguments: [
        "1 / 0", "1 % 0", "5 - \"x\"", "-\"x\"", "-emptyarray", #"replace("a"; "/(/"; "b")"#, #"replace("a"; "/(?<n>a)/"; "b")"#,
        "addDays(now; 999999999)",
        #"decodeURL("%zz")"#, #"toBinary("x"; "hex")"#, #"sha256("a"; "rot13")"#, #"parseDate("x"; "YYYY")"#, #"parseNumber("abc")"#,
        "round(true)", "upper(emptyarray + `1`)",
    ])
    func `what has no result is an error`(expression: String) {
        #expect(throws: EvaluationError.self) { try value(of: expression, TestContext([1: ["a": 1]])) }
    }
}
