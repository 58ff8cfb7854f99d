import NIOCore
import NIOHTTP1

/// An answer as it came from one peer, within the limits.
struct OutboundAnswer: Sendable {
    var head: HTTPResponseHead
    var body: ByteBuffer

    struct TooLarge: Error {}
    struct TooManyHeaders: Error {}
}

/// Takes in one answer, within the limits.
struct AnswerReader {
    private(set) var head: HTTPResponseHead?
    private var body = ByteBuffer()
    private let maximumHeaders: Int
    private let maximumHeaderBytes: Int
    private let maximumBodyBytes: Int
    private let expectsBody: Bool

    init(settings: HTTPSettings, expectsBody: Bool) {
        maximumHeaders = settings.maximumHeaders
        maximumHeaderBytes = settings.maximumHeaderBytes
        maximumBodyBytes = settings.maximumResponseBytes
        self.expectsBody = expectsBody
    }

    mutating func take(_ head: HTTPResponseHead) throws {
        let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard head.headers.count <= maximumHeaders, size <= maximumHeaderBytes else { throw OutboundAnswer.TooManyHeaders() }
        let length = expectsBody ? head.headers.first(name: "Content-Length").flatMap { Int($0) } : nil
        if let length, length > maximumBodyBytes { throw OutboundAnswer.TooLarge() }
        self.head = head
    }

    mutating func take(_ part: ByteBuffer) throws {
        guard body.readableBytes + part.readableBytes <= maximumBodyBytes else { throw OutboundAnswer.TooLarge() }
        if body.readableBytes == 0 { body = part } else { body.writeImmutableBuffer(part) }
    }

    func finish() -> OutboundAnswer {
        guard let head else { preconditionFailure("an answer ended that had not begun") }
        return OutboundAnswer(head: head, body: body)
    }
}
