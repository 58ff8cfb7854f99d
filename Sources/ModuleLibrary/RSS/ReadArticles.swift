import Automation
import Values

/// `rss:ActionReadArticles`
struct ReadArticles: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "rss:ActionReadArticles", versions: [4], label: "Retrieve RSS feed items",
        summary: "Gives the articles of a feed, the newest first, each as a bundle.", app: .rss, role: .search, effect: .effect,
        parameters: [RSSFields.include],
        mapper: [
            RSSFields.url, FieldDescriptor("filterDateFrom", "From", "date", help: "Articles of this time or later."),
            FieldDescriptor("filterDateTo", "To", "date", help: "Articles of this time or earlier."),
            RSSFields.count("From 1 to 500."), FieldDescriptor("username", "User name", advanced: true),
            FieldDescriptor("password", "Password", "password", advanced: true), HTTPFields.flag("gzip", HTTPFields.compressed, true),
        ], output: RSSFields.output)

    let caller: HTTPCaller

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let limit = try input.mapper.integer("maxResults", "Maximum number of articles", in: 1...500) ?? 10
        let from = try input.mapper.date("filterDateFrom", "From")
        let to = try input.mapper.date("filterDateTo", "To")
        let (feed, transfer) = try await FeedRequest(caller: caller).get(input.mapper)
        let wanted = feed.newestFirst.filter { article in
            guard from != nil || to != nil else { return true }
            // Nobody knows of an article without a date whether it is of that time.
            guard let date = article.date else { return false }
            return (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
        }
        return EffectOutput(bundles: wanted.prefix(limit).map { .collection($0.fields) }, transfer: transfer)
    }
}
