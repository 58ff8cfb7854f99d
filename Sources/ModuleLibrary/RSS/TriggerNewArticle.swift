import Automation
import Values

/// `rss:TriggerNewArticle`
struct TriggerNewArticle: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "rss:TriggerNewArticle", versions: [4], label: "Watch RSS feed items",
        summary: "Starts a run with the articles that are new in a feed.", app: .rss, role: .trigger, effect: .effect,
        parameters: [
            RSSFields.url, RSSFields.count("Of one run, from 1 to 500. The first run gives the newest."),
            FieldDescriptor("username", "User name", advanced: true), FieldDescriptor("password", "Password", "password", advanced: true),
            RSSFields.include, HTTPFields.flag("gzip", HTTPFields.compressed, true),
        ], output: RSSFields.output)

    let caller: HTTPCaller

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let limit = try input.parameters.integer("maxResults", "Maximum number of articles", in: 1...500) ?? 10
        let (feed, transfer) = try await FeedRequest(caller: caller).get(input.parameters)
        var seen = SeenArticles(input.state)
        let new = feed.newestFirst.filter { !seen.contains($0) }
        let given: [Feed.Article]
        if seen.isFirst {
            given = Array(new.prefix(limit))
            // What is older than these is not news.
            for article in new { seen.insert(article) }
        } else {
            // The oldest first; what doesn't fit comes with the next run.
            given = Array(new.suffix(limit))
            for article in given { seen.insert(article) }
        }
        return EffectOutput(
            bundles: given.reversed().map { .collection($0.fields) }, transfer: transfer, state: seen.state(feed))
    }
}
