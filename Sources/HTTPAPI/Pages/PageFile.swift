import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// A file of the pages, ready to be sent.
struct PageFile: Sendable {
    let path: String
    let body: ByteBuffer
    let mediaType: String
    let eTag: String

    init(path: String, body: ByteBuffer) {
        self.path = path
        self.body = body
        mediaType = Self.mediaType(of: path)
        eTag = "\"\(Secret.hex(SHA256.hash(data: body.readableBytesView).prefix(16)))\""
    }

    /// Has a hash of its content in its name, as `app-K3XWQ2ZD.js`: what it holds never changes.
    var isImmutable: Bool {
        guard let name = path.split(separator: "/").last, let dash = name.lastIndex(of: "-") else { return false }
        let hash = name[name.index(after: dash)...].prefix { $0 != "." }
        return hash.utf8.count == 8 && hash.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }

    func response(to request: Request) -> Response {
        let headers: HTTPFields = [
            .contentType: mediaType, .eTag: eTag,
            .cacheControl: isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[values: .ifNoneMatch].contains(where: { $0.contains(eTag) }) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static func mediaType(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json", "map": "application/json; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "txt": "text/plain; charset=utf-8"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }
}
