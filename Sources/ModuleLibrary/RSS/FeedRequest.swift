import Automation
import NIOCore
import Values

/// Gets a feed, by the way of all HTTP modules.
struct FeedRequest {
    let caller: HTTPCaller

    func get(_ fields: Fields) async throws(ModuleFailure) -> (feed: Feed, transfer: Int64) {
        var draft = try RequestDraft(["url": fields["url"] ?? .null], settings: caller.settings)
        draft.signIn(fields.text("username"), fields.text("password"))
        try draft.addHeaders([
            ["name": "Accept", "value": "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"]
        ])
        let request = try draft.request(
            ModuleInput(moduleId: 0, module: ""), compressed: fields.flag("gzip", true), redirects: .always)
        let response = try await caller.perform(request, as: .none)
        let output = ResponseOutput(response)
        try output.throwIfFailed()
        do throws(FeedReader.Failed) {
            return (try Feed(Array(response.body.readableBytesView), charset: output.type.charset), response.transfer)
        } catch {
            throw ModuleFailure("DataError", "The answer is not a feed that can be read: \(error.message) (line \(error.line)).")
        }
    }
}
