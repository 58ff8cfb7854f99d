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
        ("text", .buffer(Buffer(bytes: [0x80, 0xE8], encoding: "Windows-1250")), "€č"),
        ("text", .buffer(Buffer(bytes: [0x80], encoding: "ISO-8859-1")), "€"),
        ("text", .buffer(Buffer(bytes: [0x80], encoding: "binary")), "\u{80}"),
        ("text", .buffer(Buffer(bytes: [0xFF], encoding: "utf-8")), nil),
        ("text", .buffer(Buffer(bytes: [0x61], encoding: "klingon")), nil),
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
