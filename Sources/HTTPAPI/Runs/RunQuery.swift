import Ledger
import Stores
import Values

extension RunFilter {
    /// Which runs of a scenario are asked for, as `logs`, its file and the search in runs take it.
    init(_ query: QueryItems, of scenario: Scenario.ID) throws {
        self.init()
        scenarios = [scenario]
        from = try query.instant("from")
        to = try query.instant("to")
        states = try query.list("status").flatMap { RunState.states(ofStatus: try QueryItems.integer($0, "status")) }
        states += try query.list("state").map { name in
            guard let state = RunState(name: name) else {
                throw Problem.invalid("state", "'state' must hold \(RunState.allCases.map(\.name).joined(separator: ", ")).")
            }
            return state
        }
        origins = try query.list("origin").map { name in
            guard let origin = ChargeOrigin(name: name) else {
                throw Problem.invalid("origin", "'origin' must hold \(ChargeOrigin.allCases.map(\.name).joined(separator: ", ")).")
            }
            return origin
        }
        minimum = try query.integer("creditsFrom").map(Credits.init(centicredits:))
        runName = query["executionName"]
    }
}
