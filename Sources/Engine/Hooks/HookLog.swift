import Logging
import StorageCore
import Stores
import Synchronization
import Values

/// Writes down what came to webhooks and what it was answered. Nobody waits for it: it gathers for a second after it has written, so that the
/// disk is flushed for it once in that time however much comes.
package final class HookLog: Sendable {
    /// Deliveries that are kept of one webhook.
    package static let most = 500
    /// Days that they are kept where the plan names no other number.
    package static let standardDays: Int64 = 3
    /// Entries that wait to be written, at least; of more the oldest go.
    private static let waitingLimit = 1_000
    private static let pause = Duration.seconds(1)

    private struct State {
        var waiting: [HookLogEntry] = []
        var isClosed = false
        var pausing: Task<Void, Never>?
    }

    private let storage: any Storage
    private let logger: Logger
    private let state = Mutex(State())
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(storage: any Storage, logger: Logger) {
        self.storage = storage
        self.logger = logger
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Writes until closed, then what still waits.
    func run() async {
        for await _ in wake {
            await write()
            await pause()
        }
        await write()
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.pausing?.cancel()
        }
        waker.finish()
    }

    func add(_ entry: HookLogEntry) {
        state.withLock { state in
            if state.waiting.count >= 2 * Self.waitingLimit { state.waiting.removeFirst(Self.waitingLimit) }
            state.waiting.append(entry)
        }
        waker.yield()
    }

    private func pause() async {
        let pausing = Task { _ = try? await Task.sleep(for: Self.pause) }
        let isClosed = state.withLock { state in
            state.pausing = pausing
            return state.isClosed
        }
        if isClosed { pausing.cancel() }
        await pausing.value
    }

    private func write() async {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        guard !waiting.isEmpty else { return }
        let newest = Dictionary(grouping: waiting, by: \.hook).mapValues { $0.suffix(Self.most) }
        do {
            try await storage.write { transaction in
                let store = HookLogStore(transaction)
                for (hook, entries) in newest.sorted(by: { $0.key < $1.key }) {
                    try store.add(Array(entries))
                    if let first = entries.first { try store.trim(hook, in: first.organization, to: Self.most) }
                }
            }
        } catch {
            logger.warning("Deliveries could not be logged", metadata: ["deliveries": "\(waiting.count)", "error": "\(error)"])
        }
    }
}
