import Stores

/// Who asks, and how they said so.
struct Identity: Sendable {
    enum Means: Sendable {
        /// The session of a browser, by the hash of its secret.
        case session(hash: String)
        case token
    }

    let user: User
    let means: Means
}
