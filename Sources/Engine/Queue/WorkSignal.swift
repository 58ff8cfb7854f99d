import Synchronization

/// Tells the workers that something waits.
final class WorkSignal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    /// Looking for what the clock makes due passes all runs that live, so it is done when time went by and not for each trigger.
    private let mayBeDue = Mutex(true)

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Something new waits.
    func notify() { continuation.yield() }

    /// Time went by, or runs were let go: sleepers may be due, and leases may have run out.
    func tick() {
        mayBeDue.withLock { $0 = true }
        continuation.yield()
    }

    func finish() { continuation.finish() }

    /// Whether to look for what is due; asked once, it is no again.
    func takeDue() -> Bool {
        mayBeDue.withLock { mayBeDue in
            defer { mayBeDue = false }
            return mayBeDue
        }
    }
}
