package import Ledger
package import Stores
import Synchronization
package import Values

/// What the engine knows of an organization while it works: its clock, its plan, and the account that admits operations.
package final class OrganizationBooks: Sendable {
    package let id: Organization.ID
    private let state: Mutex<State>

    private struct State {
        var clock: OrganizationClock
        var plan: Plan
        var account: Account
    }

    init(_ id: Organization.ID, clock: OrganizationClock, plan: Plan, balance: Credits?) {
        self.id = id
        state = Mutex(State(clock: clock, plan: plan, account: Account(balance: balance)))
    }

    package var clock: OrganizationClock { state.withLock { $0.clock } }
    package var zone: Zone { clock.zone }
    package var plan: Plan { state.withLock { $0.plan } }
    package var available: Credits? { state.withLock { $0.account.available } }

    package func period(containing instant: Timestamp) -> BillingPeriod { clock.period(containing: instant) }
    package func slot(of instant: Timestamp) -> UsageSlot { clock.slot(of: instant) }

    /// Holds credits for an operation that is about to begin; false if they don't fit.
    func admit(_ credits: Credits) -> Bool { state.withLock { $0.account.admit(credits) } }

    func release(_ credits: Credits) { state.withLock { $0.account.release(credits) } }

    /// What was held is on disk, and the lots hold `balance` now.
    func commit(_ credits: Credits, balance: Credits?) {
        state.withLock {
            $0.account.commit(credits)
            $0.account.reset(balance: balance)
        }
    }

    func reset(clock: OrganizationClock, plan: Plan, balance: Credits?) {
        state.withLock {
            $0.clock = clock
            $0.plan = plan
            $0.account.reset(balance: balance)
        }
    }
}
