import Engine
import Ledger
import StorageCore
import Stores
import Values

/// Turns the engine's events, which say what a commit added, into the stream's, which say the totals so far.
struct EventSource: Sendable {
    let door: Door
    let organization: Organization.ID
    let events: AsyncStream<EngineEvent>

    /// Balances are read and sent no more often than this, however many commits there are.
    static let pause = Duration.milliseconds(250)

    func forward(to send: @escaping @Sendable (ServerEvent) -> Void) async throws {
        let (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { changed.finish() }
                var runs = RunTotals(organization: organization)
                for await event in events {
                    switch event {
                    case .run(let event): send(try await runs.event(event, door.storage))
                    case .balance: changed.yield()
                    }
                }
            }
            group.addTask {
                for await _ in changes {
                    send(try await balance())
                    try await Task.sleep(for: Self.pause)
                }
            }
            try await group.waitForAll()
        }
    }

    private func balance() async throws -> ServerEvent {
        let (books, now) = (try await door.books(of: organization), door.now())
        let period = Timestamp(books.period(containing: now).start)
        let used = try await door.storage.read { try UsageStore($0).total(of: organization, period: period).credits }
        return ServerEvent(name: "balance", data: (["usedCenticredits": used, "leftCenticredits": books.available] as Record).wire)
    }
}

/// Totals per module of the runs that a reader watches.
struct RunTotals {
    let organization: Organization.ID
    private var modules: [Run.ID: [Int64: Usage]] = [:]

    init(organization: Organization.ID) { self.organization = organization }

    mutating func event(_ event: RunEvent, _ storage: any Storage) async throws -> ServerEvent {
        let run = event.run
        if modules[run.id] == nil, run.segments > 1 {
            // The reader came in the middle of the run: what it did before is in the journal, this commit included.
            modules[run.id] = try await storage.read { try RunModules.fromJournal(of: run, $0).mapValues(\.usage) }
        } else {
            for (module, used) in event.modules { modules[run.id, default: [:]][module, default: Usage()] += used }
        }
        let totals = modules[run.id] ?? [:]
        if !run.state.isLive { modules[run.id] = nil }
        return ServerEvent(name: "run", data: Self.record(run, totals).wire)
    }

    private static func record(_ run: Run, _ totals: [Int64: Usage]) -> Record {
        [
            "runId": run.id, "scenarioId": run.scenario, "state": run.state.name, "operations": run.operations, "centicredits": run.credits,
            "transfer": run.transfer, "running": nil,
            "modules": totals.sorted { $0.key < $1.key }.map { id, used in
                ["moduleId": id, "operations": used.operations, "centicredits": used.credits] as Record
            },
        ]
    }
}
