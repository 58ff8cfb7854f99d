import NIOCore
import Synchronization

/// A request under way, and who waits for its answer. It ends once, however many ends there are: an answer, a deadline, a cancelled task.
final class Exchange: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<OutboundAnswer, any Error>)
        case ended(Result<OutboundAnswer, any Error>)
    }

    struct TimedOut: Error {}

    let request: OutboundRequest
    let deadline: NIODeadline
    private let state = Mutex(State.new)

    init(_ request: OutboundRequest, by deadline: NIODeadline) {
        self.request = request
        self.deadline = deadline
    }

    func begin(_ continuation: CheckedContinuation<OutboundAnswer, any Error>) {
        let ended = state.withLock { state -> Result<OutboundAnswer, any Error>? in
            if case .ended(let result) = state { return result }
            state = .waiting(continuation)
            return nil
        }
        if let ended { continuation.resume(with: ended) }
    }

    func end(_ result: Result<OutboundAnswer, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<OutboundAnswer, any Error>? in
            switch state {
            case .new:
                state = .ended(result)
                return nil
            case .waiting(let continuation):
                state = .ended(result)
                return continuation
            case .ended: return nil
            }
        }
        waiting?.resume(with: result)
    }

    var hasEnded: Bool {
        state.withLock {
            if case .ended = $0 { true } else { false }
        }
    }

    /// Whether nobody waits any more: it has ended, or does so now as its time is up.
    func isOver(at now: NIODeadline) -> Bool {
        if deadline <= now { end(.failure(TimedOut())) }
        return hasEnded
    }
}
