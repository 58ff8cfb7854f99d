import Automation
import ModuleLibrary
import Testing
import Values

struct HTMLTests {
    @Test(arguments: [
        ("<h1>Title</h1><p>One\n two&nbsp;&amp; <b>three</b></p><p>x<br>y</p>", "TITLE\n\nOne two\u{A0}& three\n\nx\ny"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>d", "* a\n* b\n  1. c\n\nd"),
        ("a <a href='https://x.y'>link</a>.", "a link [https://x.y]."),
        ("<a href='https://x.y'>https://x.y</a> <a href='#t'>top</a>", "https://x.y top"), ("<img src=a.png alt=A>", "A [a.png]"),
        ("<head><title>no</title></head><script>if (a<b) {}</script><style>p{}</style>yes", "yes"), ("<!-- no -->1 < 2<p", "1 < 2"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a\tb\n1\t2"), ("<pre>a\n  b</pre>", "a\n  b"),
        ("<blockquote>a<br>b</blockquote>c", "> a\n> b\n\nc"), ("<div>a</div><div>b</div>", "a\nb"), ("", ""), ("<p>  </p>", ""),
        ("&#8364;&euro;&bogus;&", "€€&bogus;&"),
    ])
    func `HTML becomes plain text`(html: String, text: String) async throws {
        #expect(try await pure("regexp:HTMLToText", ["html": .text(html), "uppercaseHeadings": true]) == [["text": .text(text)]])
    }

    @Test func `line ends and headings are as chosen`() async throws {
        let mapper: Fields = ["html": "<h2>Straße</h2>b", "newline": "crlf", "uppercaseHeadings": "false"]
        #expect(try await pure("regexp:HTMLToText", mapper) == [["text": "Straße\r\n\r\nb"]])
    }

    @Test func `elements are found with their attributes`() async throws {
        let html = "<p><A HREF=\"/x?a=1&amp;b=2\" rel=nofollow target>In <b>it</b></A> <img src='i.png'><a>y</p>"
        #expect(
            try await pure("regexp:HTMLParser", ["html": .text(html), "elementType": "a"]) == [
                [
                    "element": "<A HREF=\"/x?a=1&amp;b=2\" rel=nofollow target>In <b>it</b></A>", "innerContent": "In <b>it</b>",
                    "attrs": ["href": "/x?a=1&b=2", "rel": "nofollow", "target": ""],
                ], ["element": "<a>y</p>", "innerContent": "y</p>", "attrs": [:]],
            ])
        let images = try await pure("regexp:HTMLParser", ["html": .text(html), "elementType": "img"])
        #expect(images == [["element": "<img src='i.png'>", "innerContent": "", "attrs": ["src": "i.png"]]])
        #expect(try await pure("regexp:HTMLParser", ["html": .text(html), "elementType": "iframe"]).isEmpty)
        let parameters: Fields = ["continueWhenNoRes": true]
        #expect(try await pure("regexp:HTMLParser", ["html": "", "elementType": "a"], parameters: parameters) == [[:]])
    }

    @Test func `elements within each other are bounded`() async throws {
        let html = String(repeating: "<iframe>", count: 9000)
        let failure = try await failure {
            _ = try await run(ModuleLibrary(), "regexp:HTMLParser", ["html": .text(html), "elementType": "iframe"])
        }
        #expect(failure.message.contains("html.bytes"))
        let many = try await ModuleLibraryTests.failure {
            _ = try await run(
                ModuleLibrary(), "regexp:HTMLParser", ["html": .text(String(repeating: "<a>", count: 10_001)), "elementType": "a"])
        }
        #expect(many.type == "MaxResultsExceededError" && many.message.contains("html.elements"))
    }

    @Test(arguments: [
        ("email", "a.b+c@d-e.co.uk, x@y and <z@w.de>.", ["a.b+c@d-e.co.uk", "z@w.de"]),
        ("url", "See https://a.b/c?d=e. (www.x.y) ftp://z", ["https://a.b/c?d=e", "www.x.y", "ftp://z"]),
        ("phone", "Call +49 (89) 123-456 or 555 1234, not 12", ["+49 (89) 123-456", "555 1234"]),
        ("number", "1,234.5 and -7, v2 3x", ["1,234.5", "-7"]),
        ("hashtag", "#one a#two #drei_ü", ["#one", "#drei_ü"]), ("ip", "10.0.0.1 999.1.1.1 1.2.3.4.5", ["10.0.0.1"]),
    ])
    func `elements are found in a text`(type: String, text: String, matches: [String]) async throws {
        let bundles = try await pure("regexp:GetElementsFromText", ["elementType": .text(type), "text": .text(text)])
        #expect(bundles.compactMap { $0["match"]?.asText } == matches)
        #expect(bundles.compactMap { $0["i"]?.asInteger } == Array(1...matches.count))
    }

    @Test func `a type that isn't known is refused`() async throws {
        let failure = try await failure { _ = try await pure("regexp:GetElementsFromText", ["elementType": "iban", "text": "x"]) }
        #expect(!failure.began && failure.message.contains("hashtag"))
        let parameters: Fields = ["continueWhenNoRes": true]
        #expect(try await pure("regexp:GetElementsFromText", ["text": "x"], parameters: parameters) == [["i": 0]])
    }

    @Test func `rows of tables are found by their headers`() async throws {
        let html = """
            <table><thead><tr><th>Name<th>Age</tr></thead><tr><td>Ann <b>B.</b></td><td>5</td></tr></table>
            <table><tr><td>x</td><td><table><tr><td>in</td></tr></table></td></tr></table>
            """
        #expect(
            try await pure("regexp:HTMLTableParser2", ["html": .text(html)]) == [
                ["col1": "Ann B.", "col2": "5", "Name": "Ann B.", "Age": "5", "tableIndex": 1],
                ["col1": "x", "col2": "in", "tableIndex": 2],
            ])
        #expect(try await pure("regexp:HTMLTableParser2", ["html": "none"]).isEmpty)
    }
}
