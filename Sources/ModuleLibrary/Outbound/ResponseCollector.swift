import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes in what AsyncHTTPClient hands on of one answer.
final class ResponseCollector: HTTPClientResponseDelegate {
    private struct State {
        var reader: AnswerReader
        var failure: (any Error)?
    }

    private let state: Mutex<State>

    init(settings: HTTPSettings, expectsBody: Bool) {
        state = Mutex(State(reader: AnswerReader(settings: settings, expectsBody: expectsBody)))
    }

    /// Whether the peer has begun to answer.
    var hasHead: Bool { state.withLock { $0.reader.head != nil } }

    func didReceiveHead(task: HTTPClient.Task<OutboundAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        take(task) { try $0.take(head) }
    }

    func didReceiveBodyPart(task: HTTPClient.Task<OutboundAnswer>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        take(task) { try $0.take(buffer) }
    }

    func didFinishRequest(task: HTTPClient.Task<OutboundAnswer>) throws -> OutboundAnswer {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.reader.finish()
        }
    }

    private func take(_ task: HTTPClient.Task<OutboundAnswer>, _ part: (inout AnswerReader) throws -> Void) -> EventLoopFuture<Void> {
        let failure = state.withLock { state -> (any Error)? in
            guard state.failure == nil else { return state.failure }
            do { try part(&state.reader) } catch { state.failure = error }
            return state.failure
        }
        if let failure { return task.eventLoop.makeFailedFuture(failure) }
        return task.eventLoop.makeSucceededVoidFuture()
    }
}
