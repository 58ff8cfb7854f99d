import Stores

/// Who asks, and how they said so.
struct Identity: Sendable {
    enum Means: Sendable {
        /// The session of a browser, by the hash of its secret.
        case session(hash: String)
        /// An API token, by its hash.
        case token(hash: String)
    }

    let user: User
    let means: Means
}
