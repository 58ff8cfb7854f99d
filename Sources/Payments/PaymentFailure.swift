/// Why a provider gave no ``PaymentState``, in words for the operator. Never holds a secret.
package struct PaymentFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// It may have been carried out: ask again with the same key, later. Counts neither as paid nor as declined.
        case unknown
        /// This attempt was not carried out, and another one won't be before someone changes something: the settings, or the request.
        /// It says nothing about earlier attempts with the same key whose outcome is unknown.
        case notMade
        /// A webhook that can't be shown to come from the provider: answer 400, change nothing.
        case notGenuine
    }

    package let kind: Kind
    /// What was attempted, what came of it, what to do.
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { message }
}
