import Automation
package import Ledger
package import StorageCore
package import Stores
package import Values

/// Keeps a scenario's next due time, in the transaction that changes what it follows from.
package struct SchedulePlanning {
    private let transaction: any Transaction
    private let plan: Plan
    private let now: Timestamp

    package init(_ transaction: any Transaction, plan: Plan, at now: Timestamp) {
        self.transaction = transaction
        self.plan = plan
        self.now = now
    }

    /// - Parameter begins: the scenario was switched on; else its schedule or its zone was changed, and an interval is counted from now.
    /// Throws ``InvalidInput`` for one that is switched on and never due.
    func plan(_ scenario: Scenario, begins: Bool) throws {
        let next = try next(of: scenario, begins: begins)
        if begins, next == nil, scenario.schedule?.isTimed == true {
            throw InvalidInput(
                "scheduling", "This schedule is never due any more. Choose a later date, or hours and days that it can be due in.")
        }
        try ScheduleStore(transaction).set(next, of: scenario.id, in: scenario.organization)
    }

    /// The clocks of an organization are others now. Intervals go on as they were.
    package func planAgain(_ organization: Organization.ID) throws {
        let planned = try ScheduleStore(transaction).next(of: organization)
        for scenario in try ScenarioStore(transaction).scenarios(of: organization) where planned[scenario.id] != nil {
            guard let schedule = scenario.schedule, case .interval = schedule.timing, schedule.restrictions.isEmpty else {
                try plan(scenario, begins: false)
                continue
            }
        }
    }

    /// Plans what an earlier version of the program switched on.
    func planUnplanned(_ organization: Organization.ID) throws {
        let store = ScheduleStore(transaction)
        for scenario in try store.unplanned(of: organization) {
            guard let next = try next(of: scenario, begins: true) else { continue }
            try store.add(next, of: scenario.id, in: scenario.organization)
        }
    }

    private func next(of scenario: Scenario, begins: Bool) throws -> Timestamp? {
        guard scenario.active, scenario.deleted == nil, let schedule = scenario.schedule, schedule.isTimed,
            let organization = try IdentityStore(transaction).organization(scenario.organization)
        else { return nil }
        let (slowed, zone) = (schedule.slowed(to: plan.limit(.minimumInterval)), Zone(organization.zone) ?? .utc)
        let next = begins ? slowed.first(at: Instant(now), in: zone) : slowed.next(after: Instant(now), in: zone)
        return next.map(Timestamp.init)
    }
}
