import Ledger
import Logging
package import Payments
import StorageCore
import Stores
import Values

extension PurchaseDesk {
    /// Has a purchase paid that is on disk, and writes down what came of it.
    func pay(_ purchase: Purchase, by actor: Actor = Actor()) async throws -> Purchase {
        guard let provider = providers.named(purchase.provider) else {
            return try await postpone(purchase, "The payment provider '\(purchase.provider)' is not set up here.")
        }
        do throws(PaymentFailure) {
            let state = try await answer(of: provider, for: purchase)
            return try await applied(state, to: purchase, by: actor)
        } catch {
            switch error.kind {
            // Nothing of this purchase was ever asked for: for certain it isn't paid.
            case .notMade where purchase.attempts == 0:
                return try await apply(.declined(reference: nil, reason: error.message), to: purchase, by: actor)
            case .unknown, .notMade, .notGenuine: return try await postpone(purchase, error.message)
            }
        }
    }

    private func applied(_ state: PaymentState, to purchase: Purchase, by actor: Actor) async throws(PaymentFailure) -> Purchase {
        do {
            return try await apply(state, to: purchase, by: actor)
        } catch {
            // What the provider said is not lost: it is asked again, with the same key.
            throw PaymentFailure(.unknown, "The payment's outcome could not be written down.")
        }
    }

    private func answer(of provider: any PaymentProvider, for purchase: Purchase) async throws(PaymentFailure) -> PaymentState {
        if let reference = purchase.reference, let known = try await provider.state(of: reference) { return known }
        let payer = try await payer(of: purchase)
        let request = try PaymentRequest(
            amount: Payments.Money(minorUnits: purchase.price, currency: purchase.currency),
            description: "\(purchase.credits) extra credits", customer: payer.customer ?? "", paymentMethod: payer.paymentMethod ?? "",
            idempotencyKey: "flowmeter-\(purchase.organization)-\(purchase.id)", purchase: purchase.id.rawValue,
            organization: purchase.organization.rawValue)
        return try await provider.pay(request)
    }

    private func payer(of purchase: Purchase) async throws(PaymentFailure) -> AutoPurchasing {
        do {
            return try await storage.read { try AutoPurchasingStore($0).settings(of: purchase.organization) }
        } catch {
            throw PaymentFailure(.unknown, "Who pays could not be read.")
        }
    }

    /// What a provider tells by itself. It may come twice, late, or before the answer that it is about; a purchase ends once.
    /// Throws ``PaymentFailure`` for what is not genuine.
    package func take(_ event: PaymentEvent, of provider: String) async throws {
        guard let organization = event.organization.map(Organization.ID.init(_:)) else { return }
        guard let purchase = try await storage.read({ try PurchaseStore($0).purchase(.init(event.purchase), of: organization) }),
            purchase.provider == provider
        else { return }
        _ = try await apply(event.state, to: purchase, by: Actor())
    }

    /// The provider with that name, for its webhooks.
    package func provider(_ name: String) -> (any PaymentProvider)? { providers.named(name) }

    /// Writes an outcome down, with the lot that it pays for; what was written before stays.
    func apply(_ state: PaymentState, to purchase: Purchase, by actor: Actor) async throws -> Purchase {
        let (now, plans) = (now(), catalog.plans)
        let changed = try await storage.write { transaction -> Bool in
            guard var current = try PurchaseStore(transaction).purchase(purchase.id, of: purchase.organization, locked: true) else {
                return false
            }
            current.reference = state.reference ?? current.reference
            switch state {
            case .settled: return try Self.grant(current, at: now, plans, actor, transaction)
            case .pending: return try Self.wait(current, at: now, transaction)
            case .declined(_, let reason): return try Self.decline(current, reason, at: now, actor, transaction)
            }
        }
        if changed { try await registry.reload(purchase.organization, at: now) }
        return try await self.purchase(purchase.id, of: purchase.organization)
    }

    /// The lot and the state of the purchase are one write. A payment that came in after all is granted, whatever was said before.
    private static func grant(
        _ purchase: Purchase, at now: Timestamp, _ plans: Plans, _ actor: Actor, _ transaction: any Transaction
    ) throws -> Bool {
        guard purchase.state != .granted else { return false }
        let (before, ledger) = (purchase.state, LedgerStore(transaction))
        let organization = try PeriodOpening(transaction, plans: plans, at: now).open(purchase.organization)
        var granted = purchase
        let lot = Lot(
            id: try ledger.nextLot(), kind: .extra, granted: purchase.credits, effective: Instant(now),
            expires: Instant(organization.periodEnd))
        granted.state = .granted
        granted.lot = lot.id
        granted.settled = now
        granted.expires = organization.periodEnd
        granted.failure = nil
        granted.nextAttempt = nil
        guard try PurchaseStore(transaction).save(granted, from: before) else { return false }
        try ledger.grant(lot, to: purchase.organization, note: "purchase \(purchase.id)", at: now)
        var auto = try AutoPurchasingStore(transaction).settings(of: purchase.organization, locked: true)
        if auto.declinesInARow > 0, purchase.kind == .auto {
            auto.declinesInARow = 0
            try AutoPurchasingStore(transaction).save(auto, of: purchase.organization)
        }
        let how =
            purchase.kind == .auto
            ? "Bought \(purchase.credits) extra credits by auto-purchasing" : "Bought \(purchase.credits) extra credits"
        try Acts(transaction).add(act(how, granted, actor.user == nil ? Actor(user: purchase.author, address: actor.address) : actor, now))
        try PurchaseAlert(transaction, at: now).granted(granted)
        return true
    }

    private static func wait(_ purchase: Purchase, at now: Timestamp, _ transaction: any Transaction) throws -> Bool {
        guard purchase.state == .pending else { return false }
        // An invoice waits for the operator; anyone else is asked how far it is.
        let next = purchase.provider == InvoiceProvider().name ? nil : PurchaseRetry.next(after: purchase.attempts + 1, at: now)
        var waiting = purchase.triedAgain(at: next)
        waiting.attempts += 1
        return try PurchaseStore(transaction).save(waiting)
    }

    private static func decline(
        _ purchase: Purchase, _ reason: String, at now: Timestamp, _ actor: Actor, _ transaction: any Transaction
    ) throws -> Bool {
        guard purchase.state == .pending else { return false }
        var declined = purchase
        declined.state = .declined
        declined.failure = reason
        declined.settled = now
        declined.nextAttempt = nil
        guard try PurchaseStore(transaction).save(declined) else { return false }
        if purchase.kind == .auto { try noteDecline(of: declined, at: now, transaction) }
        try PurchaseAlert(transaction, at: now).declined(declined)
        return true
    }

    /// After three declines in a row auto-purchasing switches itself off and says so.
    private static func noteDecline(of purchase: Purchase, at now: Timestamp, _ transaction: any Transaction) throws {
        let store = AutoPurchasingStore(transaction)
        var settings = try store.settings(of: purchase.organization, locked: true)
        var rule = AutoPurchase(.on, declines: Int(settings.declinesInARow))
        rule.declined()
        settings.declinesInARow = Int64(rule.declines)
        if rule.state == .offAfterDeclines, settings.isOn {
            settings.isOn = false
            settings.offBecause = "\(AutoPurchase.declinesAllowed) payments in a row were declined, the last one: \(purchase.failure ?? "")"
            try Acts(transaction).add(
                Act(
                    organization: purchase.organization, at: now, kind: .autoPurchasing,
                    summary: "Auto-purchasing switched itself off: \(settings.offBecause ?? "")", author: nil))
        }
        try store.save(settings, of: purchase.organization)
    }

    private func postpone(_ purchase: Purchase, _ reason: String) async throws -> Purchase {
        logger.warning(
            "A payment's outcome is not known; it is asked for again", metadata: ["purchase.id": "\(purchase.id)", "reason": "\(reason)"])
        let now = now()
        try await storage.write { transaction in
            guard var current = try PurchaseStore(transaction).purchase(purchase.id, of: purchase.organization, locked: true),
                current.state == .pending
            else { return }
            current.attempts += 1
            current.failure = reason
            current.nextAttempt = PurchaseRetry.next(after: current.attempts, at: now)
            _ = try PurchaseStore(transaction).save(current)
        }
        return try await self.purchase(purchase.id, of: purchase.organization)
    }
}
