import Engine
import Ledger
import StorageCore
import Stores
import Values

/// How an organization buys extra credits by itself.
enum AutoPurchasingRecord {
    /// Failures that are shown.
    private static let failures = 5

    static func record(
        _ figures: PeriodFigures, _ settings: AutoPurchasing, _ purchases: PurchaseDesk, _ transaction: any Transaction
    ) throws -> Record {
        let (plan, id, store) = (figures.plan, figures.organization.id, PurchaseStore(transaction))
        let unit = (plan.extra ?? Plan.ExtraTerms()).autoUnit
        let bought = try store.boughtByItself(of: id, period: figures.start)
        let failures = try store.failures(of: id, limit: Self.failures)
        return [
            "on": settings.isOn, "available": plan.sellsExtra, "reason": Offer.reason(plan, cardIsMissing: purchases.needsCard(settings)),
            "threshold": settings.threshold, "unit": unit,
            "price": ExtraCredits.price(of: unit, on: plan).map(PriceText.text), "currency": plan.price?.currency,
            "cap": plan.creditsPerPeriod,
            "bought": bought.credits, "declinesInARow": settings.declinesInARow, "switchedOffBecause": settings.offBecause,
            "paymentMethod": settings.paymentLabel ?? (plan.sellsExtra && purchases.sendsInvoices ? "Invoice" : nil),
            "failures": failures.map { ["at": $0.settled ?? $0.created, "reason": $0.failure ?? ""] as Record },
            "inFlight": bought.inFlight,
        ]
    }
}
