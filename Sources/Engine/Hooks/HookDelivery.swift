import Automation
import Values

/// What was sent to a webhook, as it came.
package struct HookDelivery: Sendable {
    /// Of the address.
    package var secret: String
    package var method: String
    /// Names and values of the query, decoded.
    package var query: [(name: String, value: String)]
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// Where it comes from; behind a proxy, what the proxy says.
    package var address: String

    package init(
        secret: String, method: String = "POST", query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: [UInt8] = [], address: String = ""
    ) {
        self.secret = secret
        self.method = method
        self.query = query
        self.headers = headers
        self.body = body
        self.address = address
    }

    /// The first header of a name, whatever the case of its letters.
    package func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }
}

extension HookDelivery {
    /// Never handed on: it opens what the delivery has nothing to do with.
    private static let kept: Set = ["cookie", "authorization", "proxy-authorization"]

    func shownHeaders(_ settings: HookSettings) -> [(name: String, value: String)] {
        let secret = settings.key?.header.lowercased()
        return headers.filter { !Self.kept.contains($0.name.lowercased()) && $0.name.lowercased() != secret }
    }

    /// The query's fields, the body's over them, and of the request itself what the settings say. Throws ``HookBodyError``.
    func bundle(_ settings: HookSettings) throws(HookBodyError) -> Value {
        var fields = try FormFields.read(query)
        if settings.passesThrough {
            let text = TextEncoding.json(body, charset: header("content-type").flatMap { HeaderValue($0)["charset"] })
            fields["value"] = String(validating: text, as: UTF8.self).map(Value.text) ?? .buffer(Buffer(bytes: body))
        } else if case .collection(let content) = try HookBody().read(body: body, contentType: header("content-type")) {
            for entry in content.entries { fields[entry.key] = entry.value }
        }
        if settings.includesMethod { fields["__IMTMETHOD__"] = .text(method) }
        if settings.includesHeaders {
            let shown = shownHeaders(settings)
            fields["__IMTHEADERS__"] = .array(shown.map { ["name": .text($0.name.lowercased()), "value": .text($0.value)] })
        }
        return .collection(fields)
    }
}
