package import Automation
package import Ledger
package import Values

/// What a module's operation costs, by the rate card of an instant: the one place where descriptors meet rates.
package struct ModulePricing: Sendable {
    private let rates: RateCards

    package init(rates: RateCards) { self.rates = rates }

    /// A module that isn't in the library is charged like any other.
    package func charge(_ module: String, _ descriptor: ModuleDescriptor?, at instant: Timestamp) -> Charge {
        let priceClass: PriceClass =
            switch descriptor?.price {
            case .free: .free
            case .operationOnly: .operationOnly
            case .fixed(let credits): .fixed(credits)
            case .perOperation, nil: .perOperation
            }
        return rates.card(at: Instant(instant)).charge(for: module, class: priceClass)
    }

    package func price(of descriptor: ModuleDescriptor?, at instant: Timestamp) -> (operations: Int, credits: Credits) {
        let charge = charge(descriptor?.name ?? "", descriptor, at: instant)
        return (Int(charge.operations), charge.credits)
    }
}
