package import StorageCore
import Synchronization

/// Runs about half of all writes twice, the first time rolled back, as a database under contention may do at any time.
/// A closure with an effect outside its transaction shows it here.
package final class RerunningStorage: Storage {
    private struct Rerun: Error {}

    private struct State {
        var random: UInt64
        var reruns = 0

        /// SplitMix64.
        mutating func coin() -> Bool {
            random &+= 0x9E37_79B9_7F4A_7C15
            var mixed = random
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return (mixed ^ (mixed >> 31)) & 1 == 1
        }
    }

    private let base: any Storage
    private let state: Mutex<State>

    package init(_ base: any Storage, seed: UInt64) {
        self.base = base
        state = Mutex(State(random: seed))
    }

    /// How many writes were run twice so far.
    package var reruns: Int { state.withLock { $0.reruns } }

    package var dialect: Dialect { base.dialect }

    package func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.read(body)
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        if state.withLock({ $0.coin() }) {
            do {
                try await base.write { transaction in
                    _ = try body(transaction)
                    throw Rerun()
                }
            } catch is Rerun {
                state.withLock { $0.reruns += 1 }
            }
        }
        return try await base.write(body)
    }

    package func migrate(_ migrations: [Migration]) async throws { try await base.migrate(migrations) }

    package func reclaim() async throws { try await base.reclaim() }

    package func close() async throws { try await base.close() }
}
