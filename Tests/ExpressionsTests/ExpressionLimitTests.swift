import Expressions
import Testing
import Values

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
