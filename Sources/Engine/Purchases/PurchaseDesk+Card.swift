import Ledger
import Payments
import StorageCore
package import Stores
import Values

extension PurchaseDesk {
    /// Leaves a card with the provider, to be charged from now on. Throws ``InvalidInput`` where the provider takes no cards, refuses this
    /// one, or can't be reached; then what was there before stays.
    /// - Parameter paymentMethod: the provider's own reference, such as `pm_…`.
    @discardableResult
    package func leaveCard(_ paymentMethod: String, for id: Organization.ID, by actor: Actor) async throws -> AutoPurchasing {
        guard let provider = providers.standard as? any CardPayments else {
            throw InvalidInput("paymentMethod", "Purchases here become invoices (provider '\(providerName)'), so no card is needed.")
        }
        let (before, organization) = try await storage.read { transaction in
            (try AutoPurchasingStore(transaction).settings(of: id), try IdentityStore(transaction).organization(id))
        }
        guard let organization else { throw NotFound("organization") }
        let card: (customer: String, label: String)
        do throws(PaymentFailure) {
            card = try await attach(paymentMethod, before.customer, organization, provider)
        } catch {
            throw InvalidInput("paymentMethod", error.message)
        }
        let now = now()
        return try await storage.write { transaction in
            let store = AutoPurchasingStore(transaction)
            var settings = try store.settings(of: id, locked: true)
            (settings.customer, settings.paymentMethod, settings.paymentLabel) = (card.customer, paymentMethod, card.label)
            // Declines were the old card's.
            settings.declinesInARow = 0
            try store.save(settings, of: id)
            try Acts(transaction).add(
                Act(
                    organization: id, at: now, kind: .autoPurchasing, summary: "Left the card \(card.label) for purchases",
                    author: actor.user,
                    address: actor.address))
            return settings
        }
    }

    private func attach(_ paymentMethod: String, _ known: String?, _ organization: Organization, _ provider: any CardPayments)
        async throws(PaymentFailure) -> (customer: String, label: String)
    {
        let id = organization.id.rawValue
        let customer: String
        if let known {
            customer = known
        } else {
            customer = try await provider.makeCustomer(
                organization: id, name: organization.name, email: nil, idempotencyKey: "flowmeter-customer-\(id)")
        }
        let key = "flowmeter-card-\(id)-\(paymentMethod)"
        return (customer, try await provider.attach(paymentMethod, to: customer, idempotencyKey: key))
    }

    /// Whether a card has to be left before anything can be bought.
    package func needsCard(_ settings: AutoPurchasing) -> Bool { providers.standard is any CardPayments && settings.paymentMethod == nil }

    package static let cardMissing = "Leave a card first: purchases are charged to it."
}
