import Engine
import Ledger
import StorageCore
import Stores
import Values

/// How an organization stands: whether it is paused, proved, buys by itself, and what its reader may do about it.
struct OrganizationState {
    let figures: PeriodFigures
    let books: OrganizationBooks
    /// `null` for who may not see money.
    let autoPurchasing: Record?
    let autoPurchasingSettings: AutoPurchasing
    let proof: Record?
    let isProved: Bool
    let pause: Refusal?
    let queued: Int64
    let mayBuy: Bool

    init(_ figures: PeriodFigures, _ books: OrganizationBooks, _ purchases: PurchaseDesk, _ access: Access) throws {
        self.figures = figures
        self.books = books
        let (id, transaction) = (figures.organization.id, access.transaction)
        let role = try access.role(in: id)
        mayBuy = role?.administers ?? false
        autoPurchasingSettings = try AutoPurchasingStore(transaction).settings(of: id)
        autoPurchasing =
            try role?.seesMoney ?? false
            ? AutoPurchasingRecord.record(figures, autoPurchasingSettings, purchases, transaction) : nil
        let audit = try AuditStore(transaction).lastAudit(of: id)
        proof = audit.map { ["at": $0.finished, "passed": $0.passed] }
        isProved = audit?.passed ?? true
        pause = books.pause
        queued = try QueueStore(transaction).count(of: id)
    }

    var paused: Record { ["is": pause != nil, "why": why, "queued": queued] }

    private var why: String? {
        switch pause {
        case .credits: "credits"
        case .transfer: "transfer"
        case .budget, nil: nil
        }
    }
}
