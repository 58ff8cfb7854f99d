import NIOHTTP1

extension OutboundRequest {
    /// The request that follows an answer with `status` and `location`; `nil` where the answer is the result.
    func following(status: Int, location: String?) throws(WebAddress.Malformed) -> OutboundRequest? {
        guard let location, [301, 302, 303, 307, 308].contains(status), followsRedirects else { return nil }
        var next = self
        next.address = try address.following(location)
        if becomesGet(status: status) {
            next.method = .GET
            next.body = nil
            for name in ["Content-Type", "Content-Encoding", "Content-Language", "Idempotency-Key"] { next.headers.remove(name: name) }
        }
        next.headers.replaceOrAdd(name: "Host", value: next.address.authority)
        if !next.address.hasSameOrigin(as: address) { next.dropCredentials() }
        return next
    }

    private var followsRedirects: Bool {
        switch redirects {
        case .never: false
        case .forReading: method == .GET || method == .HEAD
        case .always: true
        }
    }

    private func becomesGet(status: Int) -> Bool {
        switch status {
        case 303: method != .GET && method != .HEAD
        case 301, 302: method == .POST
        default: false
        }
    }

    /// Another origin must not get what was meant for the first, under whatever name it is sent.
    mutating func dropCredentials() {
        let names = Set(headers.map { $0.name.lowercased() })
        for name in names where secrets.contains(name) || name != "idempotency-key" && Self.credentialParts.contains(where: name.contains) {
            headers.remove(name: name)
        }
        tls = tls?.withoutCertificate
    }

    private static let credentialParts = ["auth", "cookie", "token", "key", "secret", "password", "session", "signature", "credential"]
}
