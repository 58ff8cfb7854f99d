import Automation
import Testing
import Values

@Suite struct FilterTests {
    /// `a`, operator, `b` (JSON), and whether it passes. `{{1.…}}` are the trigger's fields below.
    private static let table: [(String, String, String, Bool)] = [
        ("{{1.text}}", "exist", "null", true), ("{{1.none}}", "exist", "null", false), ("{{1.empty}}", "exist", "null", false),
        ("{{1.list}}", "exist", "null", true), ("{{1.emptyList}}", "exist", "null", true), ("{{1.zero}}", "exist", "null", true),
        ("{{1.none}}", "notexist", "null", true), ("{{1.none}}{{1.empty}}", "notexist", "null", true),
        ("{{1.text}}", "text:equal", "\"Hello\"", true), ("{{1.text}}", "text:equal", "\"hello\"", false),
        ("{{1.text}}", "text:equal:ci", "\"hELLO\"", true), ("{{1.text}}", "text:notequal", "\"x\"", true),
        ("{{1.text}}", "text:notequal:ci", "\"hello\"", false), ("{{1.none}}", "text:equal", "\"\"", true),
        ("{{1.n}}", "text:equal", "\"10\"", true), ("{{1.yes}}", "text:equal", "\"true\"", true),
        ("{{1.text}}", "text:contain", "\"ell\"", true), ("{{1.text}}", "text:contain", "\"ELL\"", false),
        ("{{1.text}}", "text:contain:ci", "\"ELL\"", true), ("{{1.text}}", "text:notcontain", "\"x\"", true),
        ("{{1.text}}", "text:notcontain:ci", "\"ELL\"", false), ("{{1.text}}", "text:contain", "\"\"", true),
        ("{{1.text}}", "text:startwith", "\"He\"", true), ("{{1.text}}", "text:startwith", "\"he\"", false),
        ("{{1.text}}", "text:startwith:ci", "\"he\"", true), ("{{1.text}}", "text:notstartwith", "\"He\"", false),
        ("{{1.text}}", "text:endwith", "\"llo\"", true), ("{{1.text}}", "text:endwith:ci", "\"LLO\"", true),
        ("{{1.text}}", "text:notendwith", "\"llo\"", false), ("{{1.text}}", "text:pattern", "\"^H.l+o$\"", true),
        ("{{1.text}}", "text:pattern", "\"^h\"", false), ("{{1.text}}", "text:pattern:ci", "\"^h\"", true),
        ("{{1.text}}", "text:notpattern", "\"[0-9]\"", true), ("{{1.text}}", "text:notpattern:ci", "\"HELLO\"", false),
        ("{{1.empty}}", "text:isempty", "null", true), ("{{1.text}}", "text:isnotempty", "null", true),
        ("{{1.n}}", "number:equal", "\"10\"", true), ("{{1.n}}", "number:equal", "10.0", true),
        ("{{1.n}}", "number:notequal", "\"10\"", false),
        ("{{1.n}}", "number:less", "\"9\"", false), ("9", "number:less", "\"{{1.n}}\"", true), ("{{1.n}}", "number:greater", "\"9\"", true),
        ("{{1.n}}", "number:lessorequal", "\"10\"", true), ("{{1.n}}", "number:greaterorequal", "\"10.5\"", false),
        ("{{1.none}}", "number:less", "\"9\"", false), ("{{1.none}}", "number:equal", "\"0\"", false),
        ("{{1.none}}", "number:notequal", "\"0\"", true),
        ("{{1.none}}", "number:equal", "\"\"", true), ("{{0.1 + 0.2}}", "number:equal", "\"0.3\"", true),
        ("{{1.date}}", "date:equal", "\"2026-11-22T10:00:00Z\"", true), ("{{1.date}}", "date:notequal", "\"2026-11-23\"", true),
        ("{{1.date}}", "date:less", "\"2026-11-23\"", true), ("{{1.date}}", "date:greater", "\"2026-11-23\"", false),
        ("{{1.date}}", "date:lessorequal", "\"{{1.date}}\"", true), ("{{1.none}}", "date:greater", "\"2026-11-23\"", false),
        // Ten o'clock UTC is eleven in Prague.
        ("{{parseDate(1.date)}}", "time:equal", "\"11:00\"", true), ("{{1.clock}}", "time:less", "\"09:30:01\"", true),
        ("{{1.clock}}", "time:greater", "\"9:29\"", true), ("{{1.clock}}", "time:lessorequal", "\"09:30\"", true),
        ("{{1.clock}}", "time:greaterorequal", "\"10:00\"", false), ("{{1.clock}}", "time:notequal", "\"10:00\"", true),
        ("{{1.list}}", "array:contain", "\"b\"", true), ("{{1.list}}", "array:contain", "\"B\"", false),
        ("{{1.list}}", "array:contain:ci", "\"B\"", true),
        ("{{1.list}}", "array:contain", "\"3\"", true), ("{{1.list}}", "array:notcontain", "\"x\"", true),
        ("{{1.list}}", "array:notcontain:ci", "\"B\"", false),
        ("{{1.none}}", "array:contain", "\"x\"", false), ("{{1.text}}", "array:contain", "\"Hello\"", true),
        ("{{1.list}}", "array:equal", "\"3\"", true), ("{{1.list}}", "array:notequal", "\"3\"", false),
        ("{{1.list}}", "array:less", "\"4\"", true),
        ("{{1.list}}", "array:greater", "\"2\"", true), ("{{1.list}}", "array:lessorequal", "\"2\"", false),
        ("{{1.list}}", "array:greaterorequal", "\"3\"", true), ("{{1.none}}", "array:equal", "\"0\"", true),
        ("{{1.emptyList}}", "array:less", "\"1\"", true),
        ("{{1.yes}}", "boolean:equal", "\"true\"", true), ("{{1.yes}}", "boolean:equal", "\"{{true}}\"", true),
        ("{{1.yes}}", "boolean:notequal", "\"false\"", true),
        ("{{1.none}}", "boolean:equal", "\"false\"", true), ("{{1.zero}}", "boolean:equal", "\"true\"", true),
    ]

    private static let bundle: Value = [
        "text": "Hello", "empty": "", "n": 10, "zero": 0, "yes": true, "date": "2026-11-22T10:00:00Z", "clock": "09:30:00",
        "list": ["a", "b", 3],
        "emptyList": [],
    ]

    private func passes(_ conditions: String) throws -> Bool {
        let flow =
            #"{"id": 1, "module": "gateway:CustomWebHook"}, {"id": 2, "module": "test:Free", "filter": {"name": "f", "conditions": \#(conditions)}}"#
        let trace = try trace(flow, trigger: [Self.bundle])
        if let failure = trace.failure { throw failure.failure }
        return trace.moduleIds == [1, 2]
    }

    @Test(arguments: table)
    func `each operator asks what it says`(a: String, o: String, b: String, isPassed: Bool) throws {
        #expect(try passes(#"[[{"a": "\#(a)", "o": "\#(o)", "b": \#(b)}]]"#) == isPassed)
    }

    @Test(arguments: [
        ("[]", true), ("null", true), ("[[]]", true), ("[[Y]]", true), ("[[N]]", false), ("[[Y, Y]]", true), ("[[Y, N]]", false),
        ("[[N], [Y]]", true),
        ("[[N, Y], [Y, N]]", false), ("[[N], []]", true),
    ])
    func `one group must pass, and all in it`(conditions: String, isPassed: Bool) throws {
        let written = conditions.replacing("Y", with: #"{"a": "1", "o": "exist"}"#).replacing("N", with: #"{"a": "", "o": "exist"}"#)
        #expect(try passes(written) == isPassed)
    }

    @Test(arguments: ["number:less", "date:less", "time:less", "text:pattern", "text:like", ""])
    func `what can't be asked fails instead of letting pass`(o: String) {
        #expect(throws: ModuleFailure.self) { try passes(#"[[{"a": "(", "o": "\#(o)", "b": "("}]]"#) }
    }
}
