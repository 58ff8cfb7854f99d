import Logging
import StorageCore
import Stores
import Synchronization
import Values

/// Writes down what came to webhooks and what it was answered, many in one commit. Nobody waits for it; where too many wait to be
/// written, the next are not.
package final class HookLog: Sendable {
    /// Deliveries that are kept of one webhook.
    package static let most = 500
    /// Days that they are kept where the plan names no other number.
    package static let standardDays: Int64 = 3
    /// Entries that wait to be written.
    private static let waitingLimit = 1_000

    private let group: GroupCommit<HookLogEntry, Void>
    private let waiting: Waiting

    private final class Waiting: Sendable { let count = Atomic(0) }

    init(storage: any Storage, logger: Logger) {
        let waiting = Waiting()
        self.waiting = waiting
        group = GroupCommit(limit: 256) { entries in
            waiting.count.subtract(entries.count, ordering: .relaxed)
            do {
                try await storage.write { transaction in
                    let store = HookLogStore(transaction)
                    try store.add(entries)
                    for (hook, own) in Dictionary(grouping: entries, by: \.hook) {
                        if let first = own.first { try store.trim(hook, in: first.organization, to: Self.most) }
                    }
                }
                return entries.map { _ in .success(()) }
            } catch {
                logger.warning("Deliveries could not be logged", metadata: ["deliveries": "\(entries.count)", "error": "\(error)"])
                return entries.map { _ in .failure(error) }
            }
        }
    }

    func run() async { await group.run() }

    func close() { group.close() }

    func add(_ entry: HookLogEntry) {
        guard waiting.count.load(ordering: .relaxed) < Self.waitingLimit else { return }
        waiting.count.add(1, ordering: .relaxed)
        _ = group.submit(entry)
    }
}
