import NIOCore
import Values

/// An event of the stream, `event:` and `data:` lines.
struct ServerEvent: Sendable {
    let name: String
    let data: JSON

    var bytes: ByteBuffer {
        var bytes = Array("event: \(name)\ndata: ".utf8)
        // JSON is written without line breaks, so it is one line of data.
        data.write(into: &bytes)
        bytes += Array("\n\n".utf8)
        return ByteBuffer(bytes: bytes)
    }

    /// What keeps a silent connection open: proxies close those.
    static let comment = ByteBuffer(string: ": still here\n\n")
}
