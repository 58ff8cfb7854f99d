import Automation
import Values

/// `http:ActionResolveURL`: where a chain of redirects leads.
struct ResolveURL: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "http:ActionResolveURL", versions: [3], label: "Resolve a target URL",
        summary: "Follows the redirects of a URL and returns the one where they end.", app: .http, role: .action, effect: .effect,
        mapper: [HTTPFields.url, HTTPFields.timeout],
        output: [FieldDescriptor("url", "Target URL", "url"), FieldDescriptor("statusCode", "Status code", "uinteger")])

    let caller: HTTPCaller

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        var head = try request("head", input)
        head.cookies = CookieJar()
        var response = try await caller.perform(head, as: .none)
        var transfer = response.transfer
        // Some servers have no answer to HEAD.
        if [403, 404, 405, 501].contains(response.status) {
            response = try await caller.perform(request("get", input), as: .none)
            transfer += response.transfer
        }
        let bundle: Value = ["url": .text(response.address.text), "statusCode": ResponseOutput(response).statusCode]
        return EffectOutput(bundles: [bundle], transfer: transfer)
    }

    private func request(_ method: String, _ input: ModuleInput) throws(ModuleFailure) -> OutboundRequest {
        let draft = try RequestDraft(["url": input.mapper["url"] ?? .null, "method": .text(method)], settings: caller.settings)
        return try draft.request(input, compressed: true, redirects: .always)
    }
}
