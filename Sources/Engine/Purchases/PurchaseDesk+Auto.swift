import Ledger
import Payments
import StorageCore
import Stores
package import Values

extension PurchaseDesk {
    /// Asks again about payments that are not known, and buys for those who are out of credits. Says how many purchases it looked at.
    package func step(at now: Timestamp) async throws -> Int {
        var looked = 0
        for purchase in try await takeDue(at: now) {
            _ = try await pay(purchase)
            looked += 1
        }
        for organization in registry.wantingCredits {
            guard let purchase = try await decide(organization, at: now) else { continue }
            _ = try await pay(purchase)
            looked += 1
        }
        return looked
    }

    /// Purchases to be asked about, each leased to this process while it asks.
    private func takeDue(at now: Timestamp) async throws -> [Purchase] {
        let due = try await storage.read { try PurchaseStore($0).due(at: now, limit: 20) }
        guard !due.isEmpty else { return [] }
        let until = Timestamp(milliseconds: now.milliseconds + PurchaseRetry.lease)
        return try await storage.write { transaction in
            let store = PurchaseStore(transaction)
            return try due.compactMap { purchase in
                guard let current = try store.purchase(purchase.id, of: purchase.organization, locked: true), current.state == .pending,
                    let next = current.nextAttempt, next <= now
                else { return nil }
                return try store.save(current.triedAgain(at: until)) ? current : nil
            }
        }
    }

    /// Decides by what the database holds, and writes the purchase down; `nil`: nothing is bought now.
    private func decide(_ organization: Organization.ID, at now: Timestamp) async throws -> Purchase? {
        let books = try await registry.books(of: organization, at: now)
        let (plan, provider, isRefused) = (books.plan, providers.standard.name, books.isRefused)
        guard let extra = plan.extra, let price = ExtraCredits.price(of: extra.autoUnit, on: plan), let currency = plan.price?.currency
        else { return nil }
        let period = Timestamp(books.period(containing: now).start)
        return try await storage.write { [self] transaction in
            let settings = try AutoPurchasingStore(transaction).settings(of: organization, locked: true)
            guard settings.isOn, !needsCard(settings) else { return nil }
            let lots = try LedgerStore(transaction).lots(of: organization, at: Instant(now))
            let balance = lots.available(at: Instant(now)).map { isRefused ? min($0, settings.threshold) : $0 }
            let bought = try PurchaseStore(transaction).boughtByItself(of: organization, period: period)
            let rule = AutoPurchase(.on, threshold: settings.threshold, unit: extra.autoUnit, declines: Int(settings.declinesInARow))
            let decision = rule.decide(
                balance: balance, bought: bought.credits, limit: plan.creditsPerPeriod, inFlight: bought.inFlight)
            guard case .buy(let credits) = decision else { return nil }
            let id = Purchase.ID(try SequenceStore(transaction).next("purchase"))
            let purchase = Purchase(
                id: id, organization: organization, key: "auto-\(id)", kind: .auto, credits: credits, price: price, currency: currency,
                provider: provider, period: period, created: now, expires: nil, author: nil
            ).triedAgain(at: Timestamp(milliseconds: now.milliseconds + PurchaseRetry.lease))
            return try PurchaseStore(transaction).add(purchase) ? purchase : nil
        }
    }
}

extension OrganizationRegistry {
    /// Those whose auto-purchasing may have to buy.
    var wantingCredits: [Organization.ID] { allBooks.filter(\.wantsCredits).map(\.id) }
}

extension OrganizationBooks {
    /// Auto-purchasing is on, and the balance has come down to its threshold, or an operation could not be paid.
    var wantsCredits: Bool {
        let settings = autoPurchasing
        guard settings.isOn, let available else { return false }
        return available <= settings.threshold || isRefused
    }
}
