import Ledger
package import Stores
package import Values

extension OrganizationBooks {
    /// Asks so many times whether an operation of one credit fits, as runs do; says how often it did. For benchmarks: it holds nothing after.
    package func measureAdmission(_ times: Int, team: Team.ID, at now: Timestamp) -> Int {
        let run = Run(
            id: RunID.make(at: now.milliseconds), organization: id, team: team, scenario: .init(1), version: 1, state: .running,
            origin: .onDemand,
            author: nil, options: RunOptions(), started: now, ended: nil, operations: 0, credits: .zero, transfer: 0, segments: 0, epoch: 1,
            failure: nil)
        var admitted = 0
        for _ in 0..<times where admit(Credits(1), for: run, crossesBorder: true) == nil {
            admitted += 1
            release(Credits(1), of: run)
        }
        return admitted
    }
}
