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
            if !ready.isEmpty {
                resumed += try await storage.write {
                    try RunStore($0).resume(Array(ready), of: organization, limit: Self.limit, at: now).count
                }
            }
            if states.contains(.outOfBudget) { resumed += try await tryBudgets(books, at: now) }
        }
        return resumed
    }

    private func canResume(_ state: RunState, _ books: OrganizationBooks) -> Bool {
        switch state {
        case .outOfCredits: !books.isRefused
        case .outOfTransfer: books.transferLeft.map { $0 > 0 } ?? true
        default: false
        }
    }

    /// Which budget a run waits for is seen when it tries. Each is tried once for a change of a budget, a part of them at a time.
    private func tryBudgets(_ books: OrganizationBooks, at now: Timestamp) async throws -> Int {
        guard case .after(let last) = books.takeBudgetTrial() else { return 0 }
        let runs: [Run.ID]
        do {
            runs = try await storage.write {
                try RunStore($0).resume([.outOfBudget], of: books.id, after: last, limit: Self.limit, at: now)
            }
        } catch {
            books.beginBudgetTrial()
            throw error
        }
        // Others may be locked by someone else just now, so fewer than the limit don't say that there are no more.
        if let last = runs.last { books.tryBudgets(after: last) }
        return runs.count
    }
}
