/// How far a payment is. `reference` is the provider's own name of it, such as `pi_…` or an invoice number.
package enum PaymentState: Hashable, Sendable {
    case settled(reference: String)
    /// The provider is at work on it, or waits for someone: the operator who sees the money come in, a bank.
    case pending(reference: String)
    /// For certain: nothing was paid, and nothing will be under this idempotency key.
    case declined(reference: String?, reason: String)

    package var reference: String? {
        switch self {
        case .settled(let reference), .pending(let reference): reference
        case .declined(let reference, _): reference
        }
    }
}
