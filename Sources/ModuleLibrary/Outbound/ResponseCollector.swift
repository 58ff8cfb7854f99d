import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes in one answer, within the limits.
final class ResponseCollector: HTTPClientResponseDelegate {
    struct Response: Sendable {
        var head: HTTPResponseHead
        var body: ByteBuffer
    }
    struct TooLarge: Error {}
    struct TooManyHeaders: Error {}

    private struct State {
        var head: HTTPResponseHead?
        var body = ByteBuffer()
        var failure: (any Error)?
    }

    private let state = Mutex(State())
    private let settings: HTTPSettings
    private let expectsBody: Bool

    init(settings: HTTPSettings, expectsBody: Bool) {
        self.settings = settings
        self.expectsBody = expectsBody
    }

    /// Whether the peer has begun to answer.
    var hasHead: Bool { state.withLock { $0.head != nil } }

    func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let failure = refusal(of: head)
        state.withLock {
            $0.head = head
            $0.failure = failure
        }
        return answer(task, failure)
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let failure = state.withLock { state -> (any Error)? in
            guard state.failure == nil else { return state.failure }
            if state.body.readableBytes + buffer.readableBytes > settings.maximumResponseBytes {
                state.failure = TooLarge()
                state.body = ByteBuffer()
            } else if state.body.readableBytes == 0 {
                state.body = buffer
            } else {
                state.body.writeImmutableBuffer(buffer)
            }
            return state.failure
        }
        return answer(task, failure)
    }

    func didFinishRequest(task: HTTPClient.Task<Response>) throws -> Response {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            guard let head = state.head else { preconditionFailure("an answer ended that had not begun") }
            defer { state.body = ByteBuffer() }
            return Response(head: head, body: state.body)
        }
    }

    private func refusal(of head: HTTPResponseHead) -> (any Error)? {
        let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard head.headers.count <= settings.maximumHeaders, size <= settings.maximumHeaderBytes else { return TooManyHeaders() }
        if expectsBody, let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > settings.maximumResponseBytes
        {
            return TooLarge()
        }
        return nil
    }

    private func answer(_ task: HTTPClient.Task<Response>, _ failure: (any Error)?) -> EventLoopFuture<Void> {
        if let failure { return task.eventLoop.makeFailedFuture(failure) }
        return task.eventLoop.makeSucceededVoidFuture()
    }
}
