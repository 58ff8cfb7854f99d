import Mail
import Values

/// A feed's articles: RSS 0.91 to 2.0, RDF (RSS 1.0) or Atom.
struct Feed {
    struct Article {
        /// What tells it from others, as far as the feed has something.
        var identity: String
        var date: Timestamp?
        var fields: Fields
    }

    private(set) var articles: [Article]

    /// As many are read of one feed.
    static let maximumArticles = 2000

    init(_ bytes: [UInt8], charset: String?) throws(FeedReader.Failed) {
        let root = try FeedElement.read(bytes, charset: charset)
        switch root.localName {
        case "rss":
            guard let channel = root.first("channel") else { throw FeedReader.Failed(message: "there is no channel in it", line: 1) }
            let source = RSSArticle.source(channel)
            articles = channel.all("item").prefix(Self.maximumArticles).map { RSSArticle.read($0, source) }
        case "RDF":
            let source = root.first("channel").map(RSSArticle.source) ?? [:]
            articles = root.all("item").prefix(Self.maximumArticles).map { RSSArticle.read($0, source) }
        case "feed":
            let source = AtomArticle.source(root)
            articles = root.all("entry").prefix(Self.maximumArticles).map { AtomArticle.read($0, source) }
        default:
            throw FeedReader.Failed(message: "it is neither RSS nor Atom: its first element is '\(root.name.prefix(40))'", line: 1)
        }
    }

    /// The newest first; those without a date where the feed has them.
    var newestFirst: [Article] {
        articles.enumerated().sorted { left, right in
            guard let first = left.element.date, let second = right.element.date, first != second else { return left.offset < right.offset }
            return first > second
        }.map(\.element)
    }

    static func date(_ text: String?) -> Timestamp? {
        text.flatMap { Timestamp(mailDate: $0) ?? Timestamp(iso8601: $0) }
    }

    static func value(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

    /// What feeds have beside their own vocabulary, by its name: `dc:creator`, `itunes:duration`.
    static func others(of item: FeedElement) -> Value {
        var fields = Fields()
        for child in item.children where !child.prefix.isEmpty && fields[child.name] == nil && fields.count < 100 {
            if child.attributes.isEmpty {
                fields[child.name] = .text(child.wholeText.trimmingWhitespace)
            } else {
                var parts = Fields(child.attributes.map { ($0.name, .text($0.value)) })
                let text = child.wholeText.trimmingWhitespace
                if !text.isEmpty { parts["text"] = .text(text) }
                fields[child.name] = .collection(parts)
            }
        }
        return .collection(fields)
    }
}

private enum RSSArticle {
    static func source(_ channel: FeedElement) -> Fields {
        ["title": Feed.value(channel.text("title")), "url": Feed.value(channel.text("link"))]
    }

    static func read(_ item: FeedElement, _ source: Fields) -> Feed.Article {
        let guid = item.first("guid")
        let id = item.text("guid") ?? item.attribute("rdf:about")
        let isLink = guid.map { $0.attribute("isPermaLink") != "false" && item.text("guid")?.hasPrefix("http") == true } ?? false
        let url = item.text("link") ?? (isLink ? id : nil)
        let date = Feed.date(item.text("pubDate", "dc:date", "date"))
        let title = item.text("title")
        let fields: Fields = [
            "title": Feed.value(title), "description": Feed.value(item.text("description", "content:encoded")),
            "summary": Feed.value(item.text("content:encoded", "description")),
            "author": Feed.value(item.text("author", "dc:creator", "itunes:author")), "url": Feed.value(url),
            "dateCreated": date.map { .date($0) } ?? .null,
            "dateUpdated": Feed.date(item.text("atom:updated", "dcterms:modified")).map { .date($0) } ?? date.map { .date($0) } ?? .null,
            "comments": Feed.value(item.text("comments")), "image": image(item), "source": .collection(source),
            "categories": .array((item.all("category") + item.all("dc:subject")).map { .text($0.wholeText.trimmingWhitespace) }),
            "enclosures": .array((item.all("enclosure") + item.all("media:content")).map(enclosure)), "guid": Feed.value(id),
            "rssFields": Feed.others(of: item),
        ]
        return Feed.Article(identity: id ?? url ?? "\(title ?? "")\n\(item.text("pubDate") ?? "")", date: date, fields: fields)
    }

    private static func image(_ item: FeedElement) -> Value {
        let url =
            item.first("media:thumbnail")?.attribute("url") ?? item.first("itunes:image")?.attribute("href")
            ?? item.first("image").flatMap { $0.text("url") ?? $0.attribute("href") }
        return ["url": Feed.value(url), "title": Feed.value(item.first("image")?.text("title"))]
    }

    private static func enclosure(_ element: FeedElement) -> Value {
        [
            "url": Feed.value(element.attribute("url")), "type": Feed.value(element.attribute("type")),
            "length": Feed.value(element.attribute("length") ?? element.attribute("fileSize")),
        ]
    }
}

private enum AtomArticle {
    static func source(_ feed: FeedElement) -> Fields { ["title": Feed.value(feed.text("title")), "url": Feed.value(link(of: feed))] }

    static func read(_ entry: FeedElement, _ source: Fields) -> Feed.Article {
        let id = entry.text("id")
        let url = link(of: entry)
        let created = Feed.date(entry.text("published", "issued"))
        let updated = Feed.date(entry.text("updated", "modified"))
        let links = entry.all("link")
        let fields: Fields = [
            "title": Feed.value(entry.text("title")), "description": Feed.value(entry.text("content", "summary")),
            "summary": Feed.value(entry.text("summary", "content")),
            "author": Feed.value(entry.first("author")?.text("name", "email")), "url": Feed.value(url),
            "dateCreated": (created ?? updated).map { .date($0) } ?? .null, "dateUpdated": (updated ?? created).map { .date($0) } ?? .null,
            "comments": Feed.value(links.first { $0.attribute("rel") == "replies" }?.attribute("href")),
            "image": ["url": Feed.value(entry.first("media:thumbnail")?.attribute("url")), "title": .null], "source": .collection(source),
            "categories": .array(entry.all("category").map { Feed.value($0.attribute("label") ?? $0.attribute("term")) }),
            "enclosures": .array(
                links.filter { $0.attribute("rel") == "enclosure" }.map {
                    [
                        "url": Feed.value($0.attribute("href")), "type": Feed.value($0.attribute("type")),
                        "length": Feed.value($0.attribute("length")),
                    ]
                }), "guid": Feed.value(id), "rssFields": Feed.others(of: entry),
        ]
        return Feed.Article(identity: id ?? url ?? entry.text("title") ?? "", date: created ?? updated, fields: fields)
    }

    private static func link(of element: FeedElement) -> String? {
        let links = element.all("link")
        return (links.first { ($0.attribute("rel") ?? "alternate") == "alternate" } ?? links.first)?.attribute("href")
    }
}
