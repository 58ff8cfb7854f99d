package import Stores
import Synchronization
import Values
import Ledger

/// What changed with a commit, for the pages.
package enum EngineEvent: Sendable {
    case run(RunEvent)
    /// Figures of the organization changed; the reader asks for what it shows.
    case balance
}

/// A run's totals so far, and what this commit added per module.
package struct RunEvent: Sendable {
    package var run: Run
    /// Added by this commit.
    package var modules: [Int64: Usage]

    init(_ run: Run, usage: [UsageKey: Usage]) {
        self.run = run
        modules = [:]
        for (key, used) in usage { modules[key.moduleId, default: Usage()] += used }
    }
}

/// Hands events to those who watch an organization. A slow reader loses the oldest, never holds a run up.
package final class EventHub: Sendable {
    private struct Subscriber {
        var organization: Organization.ID
        var continuation: AsyncStream<EngineEvent>.Continuation
    }

    private let subscribers = Mutex<[Int: Subscriber]>([:])
    private let nextID = Mutex(0)
    /// How many events wait for a reader at most.
    package static let bufferLimit = 1_000

    package init() {}

    var hasSubscribers: Bool { subscribers.withLock { !$0.isEmpty } }

    package func subscribe(to organization: Organization.ID) -> AsyncStream<EngineEvent> {
        let id = nextID.withLock { id in
            id += 1
            return id
        }
        let (stream, continuation) = AsyncStream<EngineEvent>.makeStream(bufferingPolicy: .bufferingNewest(Self.bufferLimit))
        continuation.onTermination = { [weak self] _ in self?.subscribers.withLock { _ = $0.removeValue(forKey: id) } }
        subscribers.withLock { $0[id] = Subscriber(organization: organization, continuation: continuation) }
        return stream
    }

    func publish(_ event: EngineEvent, of organization: Organization.ID) {
        subscribers.withLock { subscribers in
            for subscriber in subscribers.values where subscriber.organization == organization { subscriber.continuation.yield(event) }
        }
    }

    /// Ends every stream.
    package func close() {
        // Finished outside the lock: finishing calls back into it.
        let all = subscribers.withLock { Array($0.values) }
        for subscriber in all { subscriber.continuation.finish() }
    }
}
