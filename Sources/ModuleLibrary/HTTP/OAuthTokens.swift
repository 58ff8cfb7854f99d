import NIOCore
import Synchronization

/// The access tokens that are valid, by the connection with all that it says: one that was edited gets a token of its own.
final class OAuthTokens: Sendable {
    private let known = Mutex<[OAuthClient: OAuthToken]>([:])
    private static let capacity = 1000

    func token(of client: OAuthClient) -> OAuthToken? {
        known.withLock { $0[client] }.flatMap { $0.until > .now() ? $0 : nil }
    }

    func keep(_ token: OAuthToken, of client: OAuthClient) {
        known.withLock { known in
            if known.count >= Self.capacity {
                let now = NIODeadline.now()
                known = known.filter { $0.value.until > now }
                if known.count >= Self.capacity { known.removeAll() }
            }
            known[client] = token
        }
    }

    /// Forgets a token that a server didn't accept, unless there is a newer one already.
    func forget(_ token: OAuthToken, of client: OAuthClient) {
        known.withLock { if $0[client]?.text == token.text { $0[client] = nil } }
    }
}
