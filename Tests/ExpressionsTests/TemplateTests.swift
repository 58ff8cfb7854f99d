import Expressions
import Testing
import Values

@Suite struct TemplateTests {
    @Test(arguments: [
        ("plain", "\"plain\""), ("", "\"\""), ("{{1.n}}", "7"), ("a{{1.n}}b", "\"a7b\""), ("{{1.n}}{{1.n}}", "\"77\""),
        (" {{1.n}}", "\" 7\""),
        ("{{1.list}}", "[1,2]"), ("x{{1.list}}", "\"x1,2\""), ("{{}}", "null"), ("a{{ }}b", "\"ab\""), ("{ {1} }", "\"{ {1} }\""),
        ("}}", "\"}}\""),
        ("{{\"}}\"}}", "\"}}\""), ("{{\"{{\"}}", "\"{{\""), ("{{now}}", "\"2026-11-22T10:00:00.000Z\""),
        ("at {{now}}", "\"at 2026-11-22T10:00:00.000Z\""),
        ("{\"a\": {{1.n}}}", "\"{\\\"a\\\": 7}\""), ("é{{1.n}}", "\"é7\""), ("x{{1.none}}y", "\"xy\""), ("x{{true}}", "\"xtrue\""),
        ("{{ignore}}", "null"), ("{{erase}}", "\"\""),
    ])
    func `islands become values, or text among text`(text: String, result: String) throws {
        let context = TestContext([1: ["n": 7, "list": [1, 2]]])
        #expect(try Template(parsing: text).evaluate(context).json.text() == result)
    }

    @Test(arguments: [
        ("{{", 0, "'{{' has no '}}' that ends it"), ("ab{{1.a", 2, "'{{' has no '}}' that ends it"),
        ("{{1.a b}}", 6, "expected an operator or '}}', found 'b'"),
        ("é😀{{1.a b}}", 9, "expected an operator or '}}', found 'b'"),
        ("{{if(1; 2}}", 9, "expected ';' or ')' in the arguments of 'if', found '}'"),
        ("{{if(1, 2)}}", 6, "arguments are separated by ';', not by ','"), ("{{if(1; 2", 2, "'if(' has no ')'"),
        ("{{\"abc}}", 2, "the text in quotes has no end"),
        ("{{`abc}}", 2, "the name in backticks has no end"), ("{{1.}}", 4, "expected a name after '.', found '}'"),
        ("{{1 + }}", 6, "expected a value, found '}'"),
        ("{{(1}}", 4, "expected ')', found '}'"), ("{{1.a[1}}", 7, "expected ']', found '}'"), ("{{?}}", 2, "expected a value, found '?'"),
        ("{{99999999999999999999.a}}", 2, "the module number 99999999999999999999 is too large"),
        ("{{1.a and 1.b}}", 6, "expected an operator or '}}', found 'a'; write '&' for 'and'"),
        ("{{if(1.a OR 1.b; 1)}}", 9, "expected ';' or ')' in the arguments of 'if', found 'O'; write '|' for 'or'"),
        ("{{upper(“a”)}}", 8, "texts stand between straight quotes (\"), not between '“'"),
        ("{{1, 2}}", 3, "expected an operator or '}}', found ','; arguments are separated by ';'"),
        ("{{1 + {{2}}}}", 6, "expected a value, found '{'; an expression within an expression has no braces of its own"),
        ("a {{ok}} {{1 1}}", 13, "expected an operator or '}}', found '1'"),
    ])
    func `an error tells where it is`(text: String, offset: Int, message: String) {
        let error = #expect(throws: ExpressionError.self) { try Template(parsing: text) }
        #expect(error?.offset == offset)
        #expect(error?.message == message)
    }

    @Test func `what is constant is known to be`() throws {
        for text in ["", "text", "{{5}}", "{{\"a\"}}", "{{true}}", "{{emptystring}}", "{{ }}"] {
            #expect(try Template(parsing: text).isConstant, "\(text)")
        }
        for text in ["{{1.a}}", "{{now}}", "a{{5}}", "{{1 + 1}}", "{{random}}"] {
            #expect(try !Template(parsing: text).isConstant, "\(text)")
        }
    }

    @Test func `functions and modules that are used are listed`() throws {
        let template = try Template(parsing: "é{{upper(3.a)}} {{nosuch(lower(5.b + 3.c); stripHtml(`7`))}} {{if(1; 2)}}")
        #expect(template.functions.map(\.name) == ["upper", "nosuch", "lower", "stripHtml", "if"])
        #expect(template.functions.map(\.offset) == [3, 18, 25, 43, 63])
        #expect(template.unknownFunctions.map(\.name) == ["nosuch", "stripHtml"])
        #expect(template.references == [3, 5, 7])
    }

    @Test func `an unknown function fails where it is evaluated`() throws {
        let error = #expect(throws: EvaluationError.self) { try value(of: "toJSON(1)") }
        #expect(
            error
                == EvaluationError(
                    type: "RuntimeError", message: "Unknown function 'toJSON'. Use 'toString', or the module that creates JSON."))
    }

    @Test func `an error inside a function names it`() throws {
        let error = #expect(throws: EvaluationError.self) { try value(of: #"upper(formatDate("x"; "YYYY"))"#) }
        #expect(error == EvaluationError(type: "DataError", message: "Function 'formatDate': 'x' is not a valid date."))
    }

    @Test(arguments: [
        ("{{ignore}}", FieldResult.ignore), ("{{erase}}", .erase), ("{{if(1.flag; ignore; 5)}}", .ignore),
        ("{{if(!1.flag; ignore; 5)}}", .value(5)),
        ("{{ifempty(1.none; ignore)}}", .ignore), ("{{ifempty(1.none; if(1.flag; erase; 1))}}", .erase),
        ("{{switch(1.n; 7; ignore; 8)}}", .ignore),
        ("{{switch(1.n; 8; ignore; 9)}}", .value(9)), ("a{{ignore}}", .value("a")), ("{{1.none}}", .value(nil)), ("{{(ignore)}}", .ignore),
        ("text", .value("text")),
    ])
    func `ignore and erase are told from values`(text: String, result: FieldResult) throws {
        #expect(try Template(parsing: text).evaluateField(TestContext([1: ["flag": true, "n": 7]])) == result)
    }

    @Test func `chance comes from the context only`() throws {
        let text = "{{random}} {{uuid}} {{join(shuffle(split(\"a b c d e f\"; space)); emptystring)}}"
        let results = try [1, 1, 2].map { seed in try Template(parsing: text).evaluate(TestContext(seed: seed)) }
        #expect(results[0] == results[1])
        #expect(results[0] != results[2])
        let uuid = try #require(try value(of: "uuid").asText)
        #expect(uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        let number = try #require(try value(of: "random").asNumber)
        #expect(number >= 0 && number < 1)
    }
}
