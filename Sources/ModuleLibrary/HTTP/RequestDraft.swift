import Automation
import NIOCore
import NIOHTTP1
import Values

/// A request that is put together from the fields of an HTTP module.
struct RequestDraft {
    private let settings: HTTPSettings
    private let method: HTTPMethod
    private var address: WebAddress
    private var headers = HTTPHeaders()
    private var body: ByteBuffer?

    /// Framing and the connection are the client's to decide.
    private static let reserved: Set = [
        "connection", "content-length", "expect", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding",
        "upgrade",
    ]
    private static let methods: [String: HTTPMethod] = [
        "get": .GET, "head": .HEAD, "post": .POST, "put": .PUT, "patch": .PATCH, "delete": .DELETE, "options": .OPTIONS,
    ]

    init(_ mapper: Fields, settings: HTTPSettings) throws(ModuleFailure) {
        self.settings = settings
        let name = mapper.text("method")?.lowercased() ?? "get"
        guard let method = Self.methods[name] else { throw .refused("'\(name.prefix(20))' is not a method that can be sent.") }
        self.method = method
        let url = try mapper.required("url", "URL")
        guard url.utf8.count <= settings.maximumURLBytes else {
            throw .refused("The URL is longer than \(settings.maximumURLBytes) bytes (limit http.urlBytes).")
        }
        do {
            address = try WebAddress(parsing: url)
        } catch {
            throw .refused(error.message)
        }
    }

    mutating func addQuery(_ rows: [Fields]) {
        address.appendQuery(FormEncoding.encode(rows, name: "name", blank: "%20"))
    }

    mutating func addHeaders(_ rows: [Fields]) throws(ModuleFailure) {
        guard rows.count <= settings.maximumHeaders else {
            throw .refused("The request has more than \(settings.maximumHeaders) headers (limit http.headers).")
        }
        var bytes = 0
        for row in rows {
            guard let name = row.text("name")?.trimmingWhitespace ?? row.text("key")?.trimmingWhitespace else { continue }
            let value = (row["value"]?.moduleText ?? "").trimmingWhitespace
            guard HeaderSyntax.isName(name) else { throw .refused("'\(name.prefix(40))' can't be the name of a header.") }
            guard HeaderSyntax.isValue(value) else { throw .refused("The value of the header '\(name)' has a line end in it.") }
            bytes += name.utf8.count + value.utf8.count
            if !Self.reserved.contains(name.lowercased()) { headers.add(name: name, value: value) }
        }
        guard bytes <= settings.maximumHeaderBytes else {
            throw .refused("The request's headers are longer than \(settings.maximumHeaderBytes) bytes (limit http.headerBytes).")
        }
    }

    /// Signs in with a user's name, unless the headers do so themselves.
    mutating func signIn(_ user: String?, _ password: String?) {
        guard user != nil || password != nil, !headers.contains(name: "Authorization") else { return }
        headers.add(name: "Authorization", value: .basic(user ?? "", password ?? ""))
    }

    /// A header that says what the body is takes precedence over the module's own choice.
    mutating func setBody(_ bytes: [UInt8], contentType: String?) throws(ModuleFailure) {
        guard bytes.count <= settings.maximumRequestBytes else {
            throw ModuleFailure(
                "MaxFileSizeExceededError",
                "The request's body is larger than \(settings.maximumRequestBytes) bytes (limit http.requestBody).",
                began: false)
        }
        body = ByteBuffer(bytes: bytes)
        guard let contentType, !headers.contains(name: "Content-Type") else { return }
        guard HeaderSyntax.isValue(contentType) else { throw .refused("The content type has a line end in it.") }
        headers.add(name: "Content-Type", value: contentType)
    }

    func request(_ input: ModuleInput, compressed: Bool, redirects: OutboundRequest.Redirects) throws(ModuleFailure) -> OutboundRequest {
        let timeout = try input.mapper.integer("timeout", "Timeout", in: 1...settings.maximumTimeout) ?? settings.defaultTimeout
        var finished = self
        finished.signIn(address.user, address.password)
        finished.addDefault("Host", address.authority)
        finished.addDefault("User-Agent", settings.userAgent)
        finished.addDefault("Accept", "*/*")
        finished.addDefault("Accept-Encoding", compressed ? "gzip, deflate" : "identity")
        let changesSomething = method != .GET && method != .HEAD && method != .OPTIONS
        // By this a webhook of our own knows which run it comes from, and the loop breaker a loop.
        if !input.idempotencyKey.isEmpty { finished.addDefault("Automation-Run", input.idempotencyKey) }
        if changesSomething, !input.idempotencyKey.isEmpty { finished.addDefault("Idempotency-Key", input.idempotencyKey) }
        return OutboundRequest(
            method: method, address: address, headers: finished.headers, body: body, timeoutSeconds: timeout, redirects: redirects)
    }

    private mutating func addDefault(_ name: String, _ value: String) {
        if !headers.contains(name: name) { headers.add(name: name, value: value) }
    }
}
