import Automation
import ModuleLibrary
import Testing
import Values

struct MarkdownTests {
    private func html(_ markdown: String, _ mapper: Fields = ["gfm": true]) async throws -> String? {
        var mapper = mapper
        mapper["data"] = .text(markdown)
        return try await pure("markdown:Compile", mapper).first?["data"]?.asText
    }

    @Test(arguments: [
        ("# A *b*\nc", "<h1>A <em>b</em></h1>\n<p>c</p>\n"), ("A\n===\nB\n---", "<h1>A</h1>\n<h2>B</h2>\n"),
        ("# a #\n#b", "<h1>a</h1>\n<p>#b</p>\n"),
        ("a\nb\n\nc  \nd\\\ne", "<p>a\nb</p>\n<p>c<br />\nd<br />\ne</p>\n"), ("***\n- - -", "<hr />\n<hr />\n"),
        ("    a\n\n      b\n", "<pre><code>a\n\n  b\n</code></pre>\n"),
        ("```swift\nlet a = 1 < 2\n```\nx", "<pre><code class=\"language-swift\">let a = 1 &lt; 2\n</code></pre>\n<p>x</p>\n"),
        ("~~~\nopen", "<pre><code>open\n</code></pre>\n"),
        ("> a\nb\n> > c\n\nd", "<blockquote>\n<p>a\nb</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>\n<p>d</p>\n"),
        ("<div>\n*a*\n</div>\n\nb", "<div>\n*a*\n</div>\n<p>b</p>\n"), ("", ""), ("\t\tx", "<pre><code>\tx\n</code></pre>\n"),
    ])
    func `blocks are told apart`(markdown: String, expected: String) async throws {
        let expected = expected.replacing("<code>\tx", with: "<code>    x")
        #expect(try await html(markdown) == expected)
    }

    @Test(arguments: [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"), ("3) a\n4) b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
        ("- a\n  - b\n    c\n- d", "<ul>\n<li>a\n<ul>\n<li>b\nc</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"),
        ("1. a\n\n   b\n2. c", "<ol>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n"),
        ("- a\n+ b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n"), ("- a\nb\n\nc", "<ul>\n<li>a\nb</li>\n</ul>\n<p>c</p>\n"),
        ("a\n2. b", "<p>a\n2. b</p>\n"), ("-\n  a", "<ul>\n<li>a</li>\n</ul>\n"),
        ("- ```\n  x\n  ```", "<ul>\n<li>\n<pre><code>x\n</code></pre>\n</li>\n</ul>\n"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n<li><input type=\"checkbox\" disabled=\"\" /> b</li>\n</ul>\n"
        ),
    ])
    func `lists are tight or loose, and within each other`(markdown: String, expected: String) async throws {
        #expect(try await html(markdown) == expected)
    }

    @Test(arguments: [
        ("*a* **b** ***c*** _d_ __e__", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> <strong>e</strong>"),
        ("a_b_c * d * **e*", "a_b_c * d * *<em>e</em>"), ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a*b*c**", "<strong>a<em>b</em>c</strong>"),
        ("*a [b*](c)", "*a <a href=\"c\">b*</a>"), ("~~a~~ ~b~ ~~~c~~~", "<del>a</del> <del>b</del> ~~~c~~~"),
        ("`` a`b `` `c", "<code>a`b</code> `c"),
        ("\\*a\\* &copy; &nope; <b>", "*a* © &amp;nope; <b>"),
        ("[a](b \"c\\\"d\") [e](<f g>)", "<a href=\"b\" title=\"c&quot;d\">a</a> <a href=\"f%20g\">e</a>"),
        ("![*a* b](c.png)", "<img src=\"c.png\" alt=\"a b\" />"), ("[![a](b)](c)", "<a href=\"c\"><img src=\"b\" alt=\"a\" /></a>"),
        ("[a [b](c) d](e)", "[a <a href=\"c\">b</a> d](e)"), ("[a](b", "[a](b"), ("[a][] [b][c]", "[a][] [b][c]"),
        (
            "<https://a.b/?c=d&e> <x@y.z>",
            "<a href=\"https://a.b/?c=d&amp;e\">https://a.b/?c=d&amp;e</a> <a href=\"mailto:x@y.z\">x@y.z</a>"
        ),
        (
            "see www.a.b/c). (https://d.e/f)",
            "see <a href=\"http://www.a.b/c\">www.a.b/c</a>). (<a href=\"https://d.e/f\">https://d.e/f</a>)"
        ),
        ("“*ä*” 1<2 \"q\"", "“<em>ä</em>” 1&lt;2 &quot;q&quot;"), ("[ü](ü)", "<a href=\"%C3%BC\">ü</a>"),
    ])
    func `texts have emphasis, code and links`(markdown: String, expected: String) async throws {
        #expect(try await html(markdown) == "<p>\(expected)</p>\n")
    }

    @Test func `links refer to addresses that stand elsewhere`() async throws {
        let markdown = "[a], [b][A], [c][]\n\n[A]: /x 'T'\n[c]: <y z>\n[a]: /second"
        let expected = "<p><a href=\"/x\" title=\"T\">a</a>, <a href=\"/x\" title=\"T\">b</a>, <a href=\"y%20z\">c</a></p>\n"
        #expect(try await html(markdown) == expected)
    }

    @Test func `tables are a flavor`() async throws {
        let markdown = "| a | b |\n|:--|--:|\n| 1 \\| x | *2* | 3 |\n| 4\n\nend"
        let table = """
            <table>
            <thead>
            <tr>
            <th align="left">a</th>
            <th align="right">b</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td align="left">1 | x</td>
            <td align="right"><em>2</em></td>
            </tr>
            <tr>
            <td align="left">4</td>
            <td align="right"></td>
            </tr>
            </tbody>
            </table>
            <p>end</p>

            """
        #expect(try await html(markdown) == table)
        #expect(try await html("| a |\n|---|", ["gfm": "false"]) == "<p>| a |\n|---|</p>\n")
        #expect(try await html("~~a~~ www.b.c", ["gfm": false]) == "<p>~~a~~ www.b.c</p>\n")
    }

    @Test(arguments: [
        ("false", "<b onclick=\"x()\">a</b> <a href=\"javascript:x\">l</a>"),
        ("true", "&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt; <a href=\"\">l</a>"), ("strip", "a <a href=\"\">l</a>"),
    ])
    func `HTML is kept, escaped or stripped`(sanitize: String, expected: String) async throws {
        let markdown = "<b onclick=\"x()\">a</b> [l](javascript:x)"
        #expect(try await html(markdown, ["sanitize": .text(sanitize)]) == "<p>\(expected)</p>\n")
        let block = try await html("<script>x()</script>\n\n[l](<java\tscript:x>)", ["sanitize": .text(sanitize)])
        #expect(block?.contains("<script>") == (sanitize == "false"))
    }

    @Test(arguments: [
        "[", "*a ", "> ", "- ", "`a``", "`a` ", "<a ", "![](", "**a _b ", "| a ", "a\n|-|\n", "<!-- ", "<?", "https://a.(", "https://a)",
        ")", "[a](b ",
    ])
    func `nothing takes long`(part: String) async throws {
        let start = ContinuousClock.now
        _ = try await run(ModuleLibrary(), "markdown:Compile", ["data": .text("https://x" + String(repeating: part, count: 8000))])
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test(arguments: [
        ("<h2>A <b>b</b></h2><p>c <i>d</i><br>e</p>", "## A **b**\n\nc _d_  \ne"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n- c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"), ("<a href='x y' title='t'>l</a> <img src=i.png alt=p>", "[l](x%20y \"t\") ![p](i.png)"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"), ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p>1 * 2 [x]</p><script>no()</script>", "1 \\* 2 \\[x\\]"), ("<del>a</del> <code>b</code>", "~~a~~ `b`"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td></tr></table>", "| a | b |\n| --- | --- |\n| 1\\|2 |  |"),
    ])
    func `HTML becomes Markdown`(html: String, expected: String) async throws {
        #expect(try await pure("markdown:Decompile", ["data": .text(html), "gfm": true]) == [["data": .text(expected)]])
    }
}
