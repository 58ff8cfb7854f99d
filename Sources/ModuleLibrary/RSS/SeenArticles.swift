import Values

/// What a trigger remembers of a feed: a digest of each article that it has given, in its state of this form: `{seen: ["1f...", ...]}`.
struct SeenArticles {
    private var digests: [String]
    private var known: Set<String>
    let isFirst: Bool

    /// Twice what is read of a feed, so that nothing of a feed is forgotten while it is in it.
    static let capacity = Feed.maximumArticles * 2

    init(_ state: Value) {
        digests = state["seen"]?.asArray?.compactMap(\.asText) ?? []
        known = Set(digests)
        isFirst = state.isNull
    }

    func contains(_ article: Feed.Article) -> Bool { known.contains(Self.digest(article.identity)) }

    mutating func insert(_ article: Feed.Article) {
        let digest = Self.digest(article.identity)
        if known.insert(digest).inserted { digests.append(digest) }
    }

    /// Without those that the feed has no more, as far as there is no room for them.
    func state(_ feed: Feed) -> Value {
        guard digests.count > Self.capacity else { return ["seen": .array(digests.map { .text($0) })] }
        let current = Set(feed.articles.map { Self.digest($0.identity) })
        let kept = digests.filter { current.contains($0) }
        let others = digests.filter { !current.contains($0) }.suffix(Self.capacity - kept.count)
        return ["seen": .array((others + kept).map { .text($0) })]
    }

    /// FNV-1a of 64 bits: short, the same for ever, and a feed that makes two alike harms itself only.
    private static func digest(_ identity: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in identity.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
