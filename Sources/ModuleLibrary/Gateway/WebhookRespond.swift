import Automation
import Values

/// `gateway:WebhookRespond`
struct WebhookRespond: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "gateway:WebhookRespond", label: "Webhook response", summary: "Answers whoever called the webhook that started this run.",
        app: .gateway, role: .action, effect: .ours,
        mapper: [
            FieldDescriptor("status", "Status", "uinteger", required: true, help: "From 200 to 599.", initial: 200),
            FieldDescriptor("body", "Body", "any", multiline: true),
            FieldDescriptor(
                "headers", "Custom headers", "array", help: "At most 16.",
                fields: [FieldDescriptor("key", "Key", required: true), FieldDescriptor("value", "Value", required: true)], advanced: true),
        ])

    private static let maximumHeaders = 16
    private static let maximumNameBytes = 256
    private static let maximumValueBytes = 4096
    /// Framing is the server's; the rest would reach beyond the answer into the pages that share its host.
    private static let reserved: Set = [
        "connection", "content-length", "transfer-encoding", "upgrade", "keep-alive", "trailer", "te", "set-cookie", "clear-site-data",
        "content-security-policy", "strict-transport-security", "service-worker-allowed",
    ]

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        let status = try input.mapper.integer("status", "Status", in: 200...599) ?? 200
        var headers = try self.headers(input.mapper)
        let body = input.mapper["body"] ?? .null
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }), let type = contentType(of: body) {
            headers.append(("content-type", type))
        }
        return .respond(status: status, headers: headers, body: body.moduleBytes)
    }

    private func headers(_ mapper: Fields) throws(ModuleFailure) -> [(name: String, value: String)] {
        let rows = mapper.rows("headers")
        guard rows.count <= Self.maximumHeaders else {
            throw .refused("A webhook response has at most \(Self.maximumHeaders) custom headers.")
        }
        var headers: [(name: String, value: String)] = []
        for row in rows {
            guard let name = row.text("key")?.trimmingWhitespace else { continue }
            let value = row["value"]?.moduleText ?? ""
            guard HeaderSyntax.isName(name), name.utf8.count <= Self.maximumNameBytes else {
                throw .refused("'\(name.prefix(40))' can't be the name of a header.")
            }
            guard HeaderSyntax.isValue(value), value.utf8.count <= Self.maximumValueBytes else {
                throw .refused("The value of the header '\(name)' has a line end or is longer than \(Self.maximumValueBytes) bytes.")
            }
            guard !Self.reserved.contains(name.lowercased()) else {
                throw .refused("The header '\(name)' can't be set by a webhook response.")
            }
            headers.append((name, value))
        }
        return headers
    }

    private func contentType(of body: Value) -> String? {
        switch body {
        case .null: nil
        case .array, .collection: "application/json; charset=utf-8"
        case .buffer(let buffer) where buffer.encoding == nil: "application/octet-stream"
        default: "text/plain; charset=utf-8"
        }
    }
}
