import Automation
import ModuleLibrary
import Synchronization
import Testing
import Values

struct FeedTests {
    private static func rss(_ items: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a feed -->
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
        <channel><title>News</title><link>https://example.com/</link>\(items)</channel></rss>
        """
    }

    private static func item(_ number: Int) -> String {
        let day = number < 10 ? "0\(number)" : "\(number)"
        return "<item><title>Item \(number)</title><guid>g\(number)</guid><pubDate>\(day) Nov 2026 10:00 GMT</pubDate></item>"
    }

    private func read(_ feed: String, _ mapper: Fields = [:], type: String = "application/rss+xml") async throws -> [Value] {
        let library = ModuleLibrary(httpSettings: try .loopback())
        let peer = try await LocalPeer { _ in .text(feed, type: type) }
        var fields = mapper
        fields["url"] = .text(peer.url)
        let result: Result<[Value], any Error>
        do {
            result = .success(try await run(library, "rss:ActionReadArticles", fields).bundles)
        } catch {
            result = .failure(error)
        }
        await library.shutdown()
        await peer.stop()
        return try result.get()
    }

    @Test func `an article of RSS 2`() async throws {
        let article = """
            <item><title>A &amp; B &#8364; &#xE9;</title><link>https://example.com/1</link><guid isPermaLink="false">abc</guid>
            <description><![CDATA[<p>Hi &amp; you</p>]]></description><dc:creator>Ada</dc:creator>
            <pubDate>Sun, 22 Nov 2026 11:00:00 +0100</pubDate><category>x</category><category>y</category>
            <comments>https://example.com/1#c</comments><enclosure url="https://example.com/a.mp3" type="audio/mpeg" length="9"/>
            <itunes:duration>1:00</itunes:duration><itunes:image href="https://example.com/a.png"/></item>
            """
        let bundles = try await read(Self.rss(article))
        let bundle = try #require(bundles.first)
        #expect(bundles.count == 1)
        #expect(bundle["title"] == "A & B € é" && bundle["description"] == "<p>Hi &amp; you</p>" && bundle["author"] == "Ada")
        #expect(bundle["url"] == "https://example.com/1" && bundle["guid"] == "abc" && bundle["comments"] == "https://example.com/1#c")
        #expect(bundle["dateCreated"] == .date(try #require(Timestamp(iso8601: "2026-11-22T10:00:00Z"))))
        #expect(bundle["categories"] == ["x", "y"])
        #expect(bundle["enclosures"] == [["url": "https://example.com/a.mp3", "type": "audio/mpeg", "length": "9"]])
        #expect(bundle["source"] == ["title": "News", "url": "https://example.com/"])
        #expect(bundle["image"]?["url"] == "https://example.com/a.png" && bundle["rssFields"]?["itunes:duration"] == "1:00")
    }

    @Test func `an article of Atom`() async throws {
        let bundle = try #require(
            try await read(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><link href="https://example.com/"/>
                <entry><id>tag:1</id><title type="html">T</title><link rel="replies" href="https://example.com/c"/>
                <link rel="alternate" href="https://example.com/1"/><link rel="enclosure" href="https://example.com/f" type="a/b"/>
                <published>2026-11-22T10:00:00Z</published><updated>2026-11-23T10:00:00.5+01:00</updated>
                <author><name>Ada</name></author><category term="t" label="L"/><summary>S</summary>
                <content type="xhtml"><div>Hi <b>you</b></div></content></entry></feed>
                """
            ).first)
        #expect(bundle["title"] == "T" && bundle["url"] == "https://example.com/1" && bundle["author"] == "Ada")
        #expect(bundle["summary"] == "S" && bundle["comments"] == "https://example.com/c" && bundle["categories"] == ["L"])
        #expect(bundle["dateUpdated"] == .date(try #require(Timestamp(iso8601: "2026-11-23T09:00:00.500Z"))))
        #expect(bundle["enclosures"]?[0]?["url"] == "https://example.com/f")
    }

    @Test func `an article of RDF, in Latin-1`() async throws {
        let feed = """
            <?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <channel rdf:about="x"><title>News</title></channel>
            <item rdf:about="https://example.com/1"><title>Caf\u{fffe}</title><link>https://example.com/1</link>
            <dc:date>2026-11-22T10:00:00Z</dc:date></item></rdf:RDF>
            """
        let bytes = feed.unicodeScalars.map { $0 == "\u{fffe}" ? 0xe9 : UInt8(truncatingIfNeeded: $0.value) }
        try await withPeer(answer: { _ in .status(200, headers: [("Content-Type", "text/xml")], body: bytes) }) { library, peer in
            let output = try await run(library, "rss:ActionReadArticles", ["url": .text(peer.url)])
            #expect(output.bundles.first?["title"] == "Café" && output.bundles.first?["guid"] == "https://example.com/1")
        }
    }

    @Test(
        arguments: [("windows-1251", [0xFF], "я"), ("koi8-r", [0xD0], "п"), ("windows-1252", [0x80], "€")] as [(String, [UInt8], String)])
    func `a feed may be in an older encoding`(encoding: String, bytes: [UInt8], title: String) async throws {
        let start = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><rss version=\"2.0\"><channel><item><guid>1</guid><title>"
        let body = Array(start.utf8) + bytes + Array("</title></item></channel></rss>".utf8)
        try await withPeer(answer: { _ in .status(200, headers: [("Content-Type", "text/xml")], body: body) }) { library, peer in
            let output = try await run(library, "rss:ActionReadArticles", ["url": .text(peer.url)])
            #expect(output.bundles.first?["title"] == .text(title))
        }
    }

    @Test func `articles are taken by their time and number, the newest first`() async throws {
        let feed = Self.rss([3, 1, 2, 5, 4].map(Self.item).joined())
        func titles(_ mapper: Fields) async throws -> [Value?] { try await read(feed, mapper).map { $0["title"] } }
        #expect(try await titles([:]) == ["Item 5", "Item 4", "Item 3", "Item 2", "Item 1"])
        #expect(try await titles(["maxResults": "2"]) == ["Item 5", "Item 4"])
        let from = Timestamp(iso8601: "2026-11-02T00:00:00Z").map { Value.date($0) } ?? .null
        #expect(try await titles(["filterDateFrom": from, "filterDateTo": "2026-11-03T10:00:00Z"]) == ["Item 3", "Item 2"])
    }

    @Test func `a trigger gives the newest, then what is new, each once`() async throws {
        let shown = Mutex([1, 2, 3, 4])
        try await withPeer(answer: { _ in .text(Self.rss(shown.withLock { $0 }.map(Self.item).joined()), type: "text/xml") }) {
            library, peer in
            var state = Value.null
            func poll() async throws -> [String] {
                let output = try await run(
                    library, "rss:TriggerNewArticle", parameters: ["url": .text(peer.url), "maxResults": 2], state: state)
                state = try #require(output.state)
                return output.bundles.compactMap { $0["title"]?.asText }
            }
            let first = try await poll()
            #expect(first == ["Item 3", "Item 4"])
            #expect(try await poll() == [])
            shown.withLock { $0 = [7, 3, 4, 5, 6] }
            #expect(try await poll() == ["Item 5", "Item 6"])
            #expect(try await poll() == ["Item 7"])
            // An article that was away is none that is new.
            shown.withLock { $0 = [1, 7] }
            #expect(try await poll() == [])
        }
    }

    @Test func `what a trigger remembers is bounded, and holds what the feed has`() async throws {
        let first = Mutex(0)
        try await withPeer(answer: { _ in
            let start = first.withLock { $0 }
            return .text(Self.rss((start..<(start + 1500)).map { "<item><guid>g\($0)</guid></item>" }.joined()), type: "text/xml")
        }) { library, peer in
            var state = Value.null
            for step in 0..<3 {
                first.withLock { $0 = step * 1500 }
                for round in 0..<(step == 0 ? 1 : 3) {
                    let output = try await run(
                        library, "rss:TriggerNewArticle", parameters: ["url": .text(peer.url), "maxResults": 500], state: state)
                    #expect(output.bundles.count == 500, "step \(step), round \(round)")
                    state = try #require(output.state)
                }
                let output = try await run(library, "rss:TriggerNewArticle", parameters: ["url": .text(peer.url)], state: state)
                #expect(output.bundles.isEmpty)
            }
            #expect(state["seen"]?.asArray?.count == 4000)
        }
    }

    @Test(arguments: [
        "", "no feed", "<html></html>", "<rss></rss>", "<rss><channel>", "<rss><channel></rss></channel>", "<rss/><rss/>",
        "<rss a=1><channel/></rss>", "<rss a='1' a='2'><channel/></rss>", "<rss>&nbsp;<channel/></rss>", "<rss>&#0;<channel/></rss>",
        "<rss>a & b<channel/></rss>", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>", "<rss><![CDATA[<channel/></rss>",
        "<?xml version='1.0' encoding='utf-7'?><rss><channel/></rss>", "x<rss><channel/></rss>",
        String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200),
    ])
    func `what is no feed is an error that says why`(text: String) async throws {
        let failure = try await failure { _ = try await read(text) }
        #expect(failure.type == "DataError" && failure.began && failure.message.contains("line"), "\(failure)")
    }

    @Test func `a document type without declarations is passed over`() async throws {
        let feed = "<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"http://example.com/rss.dtd\">" + Self.rss(Self.item(1))
        #expect(try await read(feed.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", with: "")).count == 1)
    }
}
