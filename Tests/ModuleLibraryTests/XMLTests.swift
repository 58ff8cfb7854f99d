import Automation
import ModuleLibrary
import TestSupport
import Testing
import Values

struct XMLTests {
    @Test(
        arguments: [
            ("<a/>", ["a": ""]), ("<a>t</a>", ["a": "t"]), ("<a x='1'/>", ["a": ["_attributes": ["x": "1"]]]),
            ("<a x=\"1\">t</a>", ["a": ["_attributes": ["x": "1"], "_value": "t"]]),
            ("<a><b>1</b><c/><b>2.50</b></a>", ["a": ["b": [1, .number(Number(parsing: "2.5") ?? 0)], "c": [""]]]),
            ("<a> one <b>x</b> two </a>", ["a": ["b": ["x"], "_value": "one  two"]]),
            ("<a>&lt;&#65;&#x20AC;&amp;</a>", ["a": "<A€&"]), ("<a><![CDATA[<b>&amp;]]></a>", ["a": "<b>&amp;"]),
            ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"]>\">]><!-- - --><n:a-1.b>ü\r\nx</n:a-1.b>", ["n:a-1.b": "ü\nx"]),
            ("<a>007</a>", ["a": "007"]), ("<a>-0.5</a>", ["a": .number(Number(parsing: "-0.5") ?? 0)]), ("<a>1e5</a>", ["a": "1e5"]),
            ("<a>123456789012345678</a>", ["a": "123456789012345678"]), ("<a b='x\n y'>\n</a>", ["a": ["_attributes": ["b": "x  y"]]]),
        ] as [(String, Value)])
    func `a document is read into a tree`(xml: String, bundle: Value) async throws {
        #expect(try await pure("xml:ParseXML", ["xml": .text(xml)]) == [bundle])
    }

    @Test func `numbers stay text where asked for`() async throws {
        #expect(try await pure("xml:ParseXML", ["xml": "<a>5</a>"], parameters: ["preserveNumbersAsText": true]) == [["a": "5"]])
    }

    @Test func `a file in another encoding says so itself`() async throws {
        let latin = Buffer(bytes: Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>".utf8) + [0xFC] + Array("</a>".utf8))
        #expect(try await pure("xml:ParseXML", ["xml": .buffer(latin)]) == [["a": "ü"]])
    }

    @Test(arguments: [
        ("<a>\n<b></a>", "line 2, column 4"), ("<a x=1/>", "quotes"), ("<a>&nbsp;</a>", "not expanded"), ("<a/><b/>", "second element"),
        ("text", "outside"), ("<a", "not complete"), ("<a>", "no end"), ("<a x='1' x='2'/>", "twice"), ("<1/>", "name"),
        ("  ", "no element"),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "not expanded"), ("<a>&#0;</a>", "not expanded"),
        ("", "empty"),
    ])
    func `what isn't well-formed fails with the place`(xml: String, message: String) async throws {
        let failure = try await failure { _ = try await pure("xml:ParseXML", ["xml": .text(xml)]) }
        #expect(failure.type == "DataError" && failure.message.contains(message), "\(failure.message)")
    }

    @Test func `depth is bounded`() async throws {
        let deep = String(repeating: "<a>", count: 201) + String(repeating: "</a>", count: 201)
        let failure = try await failure { _ = try await pure("xml:ParseXML", ["xml": .text(deep)]) }
        #expect(failure.message.contains("xml.depth"), "\(failure.message)")
    }

    @Test func `a value is written as a document`() async throws {
        let mapper: Fields = [
            "order": ["_attributes": ["id": 5], "item": [["name": "a<b", "_attributes": ["q": "\"1\""]], "x"], "note": nil]
        ]
        let xml = "<order id=\"5\"><item q=\"&quot;1&quot;\"><name>a&lt;b</name></item><item>x</item><note/></order>"
        let declared: Value = .text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml)
        #expect(try await pure("xml:TransformToXML", mapper) == [["xml": declared]])
        let json = #"{"order":{"_attributes":{"id":5},"item":[{"name":"a<b","_attributes":{"q":"\"1\""}},"x"],"note":null}}"#
        #expect(try await pure("json:JSONtoXML", ["json": .text(json)]) == [["xml": declared]])
    }

    @Test(arguments: [["a": 1, "b": 2], [:], ["a b": 1], ["a": ["<": 1]], ["a": [1, 2]]] as [Fields])
    func `what is no document is refused`(mapper: Fields) async throws {
        #expect(try await failure { _ = try await pure("xml:TransformToXML", mapper) }.type == "DataError")
    }

    private static let feed = """
        <feed xmlns:m="u"><item id="1"><title>One</title><m:size>5</m:size></item><item id="2"><title>Two</title><m:size>12</m:size></item>
        <group><item id="3"><title>Three</title></item></group></feed>
        """

    @Test(arguments: [
        ("/feed/item/title", ["One", "Two"]), ("//title", ["One", "Two", "Three"]), ("//item/@id", ["1", "2", "3"]),
        ("//item[2]/title", ["Two"]),
        ("/feed/item[last()]/title/text()", ["Two"]), ("//item[@id='3']/title", ["Three"]), ("//item[m:size > 6]/@id", ["2"]),
        ("//item[contains(title, 'T') and not(m:size)]/@id", ["3"]), ("//item[starts-with(title, 'O') or @id = 2]/title", ["One", "Two"]),
        ("//title/../@id | //group/item/title", ["1", "2", "3", "Three"]), ("//title[. = 'Two']", ["Two"]), ("feed/*/item/@*", ["3"]),
        ("//none", []),
        ("//item[position()=1]/title", ["One", "Three"]),
    ])
    func `a query finds parts of a document`(query: String, texts: [String]) async throws {
        let bundles = try await pure("xml:XPathQuery", ["xml": .text(Self.feed), "xpath": .text(query)])
        #expect(bundles.compactMap { $0["text"]?.asText } == texts)
    }

    @Test func `an element is found whole`() async throws {
        let bundles = try await pure("xml:XPathQuery", ["xml": .text(Self.feed), "xpath": "//item[1]"])
        let first: Value = ["_attributes": ["id": "1"], "title": ["One"], "m:size": ["5"]]
        #expect(bundles.first == ["name": "item", "text": "One5", "value": first])
    }

    @Test(arguments: ["//", "a[", "a[1", "a/b()", "count(a)", "a b", "a[contains(b)]", ""])
    func `what isn't a query is refused`(query: String) async throws {
        let failure = try await failure { _ = try await pure("xml:XPathQuery", ["xml": "<a/>", "xpath": .text(query)]) }
        #expect(failure.type == "DataError" && !failure.began, "\(failure.message)")
    }

    @Test func `a query's work is bounded`() async throws {
        let wide = "<a>" + String(repeating: "<b/>", count: 1500) + "</a>"
        let failure = try await failure { _ = try await pure("xml:XPathQuery", ["xml": .text(wide), "xpath": "//b[//b[//b]]"]) }
        #expect(failure.message.contains("xml.steps"))
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is written is read again`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let tree: Value = ["root": element(depth: 3, &random)]
        let written = try await pure("xml:TransformToXML", tree.asCollection ?? [:])
        let read = try await pure("xml:ParseXML", ["xml": written[0]["xml"] ?? nil], parameters: ["preserveNumbersAsText": true])
        #expect(read == [tree], "seed \(seed)")
    }

    private func element(depth: Int, _ random: inout Seeded) -> Value {
        let texts = ["x", "<&>\"'", "ä\n\tb", "1", "]]>"]
        guard depth > 0, Bool.random(using: &random) else { return .text(texts.randomElement(using: &random) ?? "x") }
        var fields: Fields = ["_attributes": ["n": .text(texts.randomElement(using: &random) ?? "x")]]
        for name in ["a", "b-c"] where Bool.random(using: &random) {
            fields[name] = .array((0..<Int.random(in: 1...3, using: &random)).map { _ in element(depth: depth - 1, &random) })
        }
        return .collection(fields)
    }
}
