import StorageCore

/// A storage whose database goes when it does.
final class TemporaryStorage: Storage {
    private let base: any Storage
    private let remove: @Sendable () -> Void

    init(_ base: any Storage, removing remove: @escaping @Sendable () -> Void) {
        self.base = base
        self.remove = remove
    }

    deinit { remove() }

    var dialect: Dialect { base.dialect }

    func read<Result: Sendable>(_ body: @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.read(body)
    }

    @discardableResult
    func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.write(body)
    }

    func migrate(_ migrations: [Migration]) async throws { try await base.migrate(migrations) }

    func reclaim() async throws { try await base.reclaim() }

    func close() async throws { try await base.close() }
}
