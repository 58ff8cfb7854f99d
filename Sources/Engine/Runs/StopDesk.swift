import Stores
import Synchronization

/// The runs that were asked to stop: each looks here before its next operation.
package final class StopDesk: Sendable {
    private let asked = Mutex<Set<Run.ID>>([])
    /// Nearly always nobody was asked, and that must cost nothing.
    private let isEmpty = Atomic(true)

    package init() {}

    func contains(_ run: Run.ID) -> Bool {
        guard !isEmpty.load(ordering: .relaxed) else { return false }
        return asked.withLock { $0.contains(run) }
    }

    func add(_ run: Run.ID) {
        asked.withLock {
            $0.insert(run)
            isEmpty.store(false, ordering: .relaxed)
        }
    }

    /// What the database says, which other processes write to.
    func replace(_ runs: [Run.ID]) {
        guard !runs.isEmpty || !isEmpty.load(ordering: .relaxed) else { return }
        asked.withLock {
            $0 = Set(runs)
            isEmpty.store(runs.isEmpty, ordering: .relaxed)
        }
    }
}
