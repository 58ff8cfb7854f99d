package import StorageCore
import Synchronization

/// Lets one write fail: the `failAt`-th of all `execute`s, `batch`es and commits, counted from 1. What was written in that
/// transaction is rolled back; all others go through. A test runs its work with `failAt` 1, 2, 3 ... until nothing fails.
/// With `matching`, only statements that have it in their text are counted, and those that read as well.
package final class FailingStorage: Storage {
    package struct Failure: Error, Hashable, Sendable {
        /// Which write it was, counted from 1.
        package let write: Int

        package init(write: Int) { self.write = write }
    }

    /// Shared with transactions, which may not keep the storage.
    final class Counter: Sendable {
        private struct State {
            var count = 0
            var hasFired = false
        }
        private let failAt: Int?
        private let matching: String?
        private let state = Mutex(State())

        init(failAt: Int?, matching: String?) { (self.failAt, self.matching) = (failAt, matching) }

        /// Whether a statement counts.
        func counts(_ text: String, isWrite: Bool) -> Bool { matching.map { text.contains($0) } ?? isWrite }

        var count: Int { state.withLock { $0.count } }
        var hasFired: Bool { state.withLock { $0.hasFired } }

        func next() -> Failure? {
            state.withLock { state in
                state.count += 1
                guard state.count == failAt else { return nil }
                state.hasFired = true
                return Failure(write: state.count)
            }
        }
    }

    private let base: any Storage
    private let counter: Counter

    /// - Parameter failAt: which write fails; nil to only count them.
    package init(_ base: any Storage, failAt: Int?, matching: String? = nil) {
        self.base = base
        counter = Counter(failAt: failAt, matching: matching)
    }

    /// How many writes there were so far, the failed one among them.
    package var count: Int { counter.count }
    package var hasFired: Bool { counter.hasFired }

    package var dialect: Dialect { base.dialect }

    package func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.read { [counter] in try body(FailingTransaction(base: $0, counter: counter)) }
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.write { [counter] transaction in
            let failing = FailingTransaction(base: transaction, counter: counter)
            let result = try body(failing)
            try failing.commit()
            return result
        }
    }

    package func migrate(_ migrations: [Migration]) async throws { try await base.migrate(migrations) }

    package func reclaim() async throws { try await base.reclaim() }

    package func close() async throws { try await base.close() }
}

private final class FailingTransaction: Transaction {
    private let base: any Transaction
    private let counter: FailingStorage.Counter
    private var failure: FailingStorage.Failure?

    init(base: any Transaction, counter: FailingStorage.Counter) {
        self.base = base
        self.counter = counter
    }

    var dialect: Dialect { base.dialect }

    /// Writes with `RETURNING` come this way too.
    func rows(_ statement: SQL) throws -> [Row] {
        try count(statement.text, isWrite: isWrite(statement.text))
        return try base.rows(statement)
    }

    func execute(_ statement: SQL) throws -> Int {
        try count(statement.text)
        return try base.execute(statement)
    }

    func batch(_ text: String, _ parameters: [[SQLValue]]) throws {
        try count(text)
        try base.batch(text, parameters)
    }

    func commit() throws { try count("COMMIT") }

    /// Like every transaction, this one is over after its first error, even for a closure that catches it.
    private func count(_ text: String, isWrite: Bool = true) throws {
        if failure == nil, counter.counts(text, isWrite: isWrite) { failure = counter.next() }
        if let failure { throw failure }
    }

    private func isWrite(_ text: String) -> Bool {
        let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        return ["INSERT", "UPDATE", "DELETE"].contains(word)
    }
}
