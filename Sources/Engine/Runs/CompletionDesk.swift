package import Stores
import Synchronization
package import Values

/// How a run ended.
package struct CompletedRun: Sendable {
    package var run: Run
    package var outputs: Fields
}

/// Those who wait for a run's end ask here before it begins.
package final class CompletionDesk: Sendable {
    private let waiting = Mutex<[Run.ID: Ticket<CompletedRun>]>([:])

    package init() {}

    /// To be called before the run is queued, so that its end can't be missed.
    package func expect(_ run: Run.ID) -> Ticket<CompletedRun> {
        let ticket = Ticket<CompletedRun>()
        waiting.withLock { $0[run] = ticket }
        return ticket
    }

    package func forget(_ run: Run.ID) { waiting.withLock { _ = $0.removeValue(forKey: run) } }

    func ended(_ run: Run, outputs: Fields) {
        waiting.withLock { $0.removeValue(forKey: run.id) }?.fulfil(.success(CompletedRun(run: run, outputs: outputs)))
    }

    /// The engine stopped: whoever still waits is told so; what is queued is taken up at the next start.
    func close() {
        let left = waiting.withLock { waiting in
            defer { waiting = [:] }
            return Array(waiting.values)
        }
        for ticket in left { ticket.fulfil(.failure(CancellationError())) }
    }

    func failed(_ run: Run.ID, _ error: any Error) { waiting.withLock { $0.removeValue(forKey: run) }?.fulfil(.failure(error)) }
}
