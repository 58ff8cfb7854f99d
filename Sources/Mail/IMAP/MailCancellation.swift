import CLibCurl
import Synchronization

/// Ends a conversation that another thread has, within a second or so.
package final class MailCancellation: Sendable {
    private enum State {
        case idle
        /// The address of libcurl's handle, which stays valid until the state changes.
        case talking(UInt)
        case cancelled
    }

    private let state = Mutex(State.idle)

    package init() {}

    package func cancel() {
        state.withLock { state in
            if case .talking(let address) = state { curl_talk_cancel(OpaquePointer(bitPattern: address)) }
            state = .cancelled
        }
    }

    /// False where it was cancelled before it began.
    func begin(_ talk: OpaquePointer) -> Bool {
        state.withLock { state in
            if case .cancelled = state { return false }
            state = .talking(UInt(bitPattern: talk))
            return true
        }
    }

    func end() { state.withLock { if case .talking = $0 { $0 = .idle } } }
}
