import Automation
import NIOHTTP1

/// What a `Content-Type` header says.
struct ContentType {
    let mime: String
    let charset: String?

    init(_ headers: HTTPHeaders) {
        let header = HeaderValue(headers.first(name: "Content-Type") ?? "")
        mime = header.value
        charset = header["charset"]?.lowercased()
    }

    var isJSON: Bool { mime == "application/json" || mime == "text/json" || mime.hasSuffix("+json") }

    var isXML: Bool { mime == "application/xml" || mime == "text/xml" || mime.hasSuffix("+xml") }

    /// Whether the body can be expected to be text; without a type its bytes decide.
    var isText: Bool {
        mime.isEmpty || mime.hasPrefix("text/") || isJSON || mime.hasSuffix("+xml") || Self.texts.contains(mime)
    }

    private static let texts: Set = [
        "application/xml", "application/javascript", "application/ecmascript", "application/x-javascript",
        "application/x-www-form-urlencoded",
        "application/graphql", "application/yaml", "application/x-yaml", "application/x-ndjson", "application/sql", "application/rtf",
        "application/toml", "application/x-sh",
    ]
}
