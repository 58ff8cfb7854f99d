import Ledger
import StorageCore
import Stores
import Values

/// Lets paused runs go on when what they wait for is there: credits, data transfer, a budget (decision 14).
struct Resumption: Sendable {
    let storage: any Storage
    let registry: OrganizationRegistry

    /// Runs of one organization that are let go at a time, the oldest first: a return of credits is no stampede.
    static let limit = 64

    /// Says how many went on.
    func step(at now: Timestamp) async throws -> Int {
        let paused = try await storage.read { try RunStore($0).paused() }
        var resumed = 0
        for (organization, states) in paused {
            let books = try await registry.books(of: organization, at: now)
            let ready = states.filter { canResume($0, books) }
            guard !ready.isEmpty else { continue }
            resumed += try await storage.write { try RunStore($0).resume(Array(ready), of: organization, limit: Self.limit, at: now) }
        }
        return resumed
    }

    private func canResume(_ state: RunState, _ books: OrganizationBooks) -> Bool {
        switch state {
        case .outOfCredits: !books.isRefused
        case .outOfTransfer: books.transferLeft.map { $0 > 0 } ?? true
        // Which budget it waits for is seen when it tries; it is tried when a budget changed, or the period did.
        case .outOfBudget: books.takeBudgetChange()
        default: false
        }
    }
}
