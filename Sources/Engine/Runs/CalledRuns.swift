import StorageCore
import Stores
import Values

/// What a run has called and waits for: when the run is stopped, nobody wants that any more.
struct CalledRuns {
    private let transaction: any Transaction
    private let now: Timestamp

    init(_ transaction: any Transaction, at now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// Stops them, and what they wait for. Those that have begun finish the module in hand.
    /// - Returns: those that will never begin, and those that were asked to stop.
    @discardableResult
    func stop(of caller: Run.ID, in organization: Organization.ID) throws -> (abandoned: [Run.ID], asked: [Run.ID]) {
        var (abandoned, asked): ([Run.ID], [Run.ID]) = ([], [])
        var callers = [caller]
        while let caller = callers.popLast() {
            for child in try CallStore(transaction).open(of: caller, in: organization) {
                let reason = "The run that called it was stopped before this one began."
                if try Abandonment(transaction, at: now).abandon(child, in: organization, because: reason) {
                    abandoned.append(child)
                } else if try RunStore(transaction).stop(child, in: organization) {
                    asked.append(child)
                    callers.append(child)
                }
            }
        }
        return (abandoned, asked)
    }
}
