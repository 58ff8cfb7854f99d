import Engine
import Ledger
import StorageCore
import Stores
import Values

/// How long it takes to ask whether an operation fits the balance and the budgets.
enum BenchAdmission {
    static func measure(_ installation: Installation, times: Int) async throws -> CommandOutput {
        let team = try await installation.team(nil)
        let now = installation.engine.now()
        let organization = team.organization
        try await installation.storage.write { transaction in
            for number in 1...3 {
                let scope: Budget.Scope = number == 1 ? .team(team.id.rawValue) : number == 2 ? .scenario(1) : .run(scenario: nil)
                try BudgetStore(transaction).add(
                    Budget(id: Budget.ID(rawValue: Int64(number)), scope: scope, credits: Credits(1_000_000)), of: organization, at: now)
            }
        }
        try await installation.engine.registry.reload(organization, at: now)
        let books = try await installation.engine.registry.books(of: organization, at: now)
        let clock = ContinuousClock.now
        let admitted = books.measureAdmission(times, team: team.id, at: now)
        let elapsed = ContinuousClock.now - clock
        guard admitted == times else { return .failure("\(times - admitted) of \(times) operations were refused.", .runFailed) }
        let microseconds = (Double(elapsed.components.seconds) * 1e6 + Double(elapsed.components.attoseconds) / 1e12) / Double(times)
        return CommandOutput([
            "times": .number("\(times)"), "microsecondsPerCheck": .number(String((microseconds * 1_000).rounded() / 1_000)),
        ])
    }
}
