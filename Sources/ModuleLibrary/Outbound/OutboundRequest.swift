import NIOCore
import NIOHTTP1

/// A request as a module wants it.
struct OutboundRequest: Sendable {
    var method: HTTPMethod
    var address: WebAddress
    var headers: HTTPHeaders
    var body: ByteBuffer?
    var timeoutSeconds: Int
    var redirects: Redirects
    /// Lower-case names of headers that are for the first origin only, whatever their names look like.
    var secrets: Set<String> = []
    var cookies: CookieJar?
    var tls: TLSIdentity?

    enum Redirects: Sendable {
        case never
        /// Only where the request asks and changes nothing.
        case forReading
        case always
    }

    var isSafe: Bool { method == .GET || method == .HEAD || method == .OPTIONS }
    /// Twice is the same as once (RFC 9110 §9.2.2).
    var isIdempotent: Bool { isSafe || method == .PUT || method == .DELETE }
}

struct OutboundResponse: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: ByteBuffer
    /// Where the answer came from, after redirects.
    var address: WebAddress
    /// Bytes of all bodies, out and in, redirects included.
    var transfer: Int64
}
