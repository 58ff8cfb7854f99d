import Hummingbird
import StorageCore
import Stores
import Values

/// Oneself, and one's API tokens.
struct UserRoutes {
    let door: Door
    /// Tokens that one user has at most.
    static let tokens = 50

    func add(to member: RouterGroup<MemberContext>) {
        member.group("users/me")
            .get(use: show)
            .get("api-tokens", use: listTokens)
            .post("api-tokens", use: addToken)
            .delete("api-tokens/:tokenId", use: removeToken)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let record = try await door.storage.read { try AuthUser.record(context.identity.user, $0) }
        return ["authUser": record]
    }

    @Sendable func listTokens(_ request: Request, _ context: MemberContext) async throws -> Record {
        let tokens = try await door.storage.read { try IdentityStore($0).tokens(of: context.identity.user.id) }
        return ["apiTokens": tokens.map { record($0, token: "\($0.hint)-****") }]
    }

    /// The whole token is in this answer and nowhere else.
    @Sendable func addToken(_ request: Request, _ context: MemberContext) async throws -> Answer {
        let label = try await Input(request, context: context).name("label", upTo: 120)
        let (secret, now, user) = (Secret.makeToken(), door.now(), context.identity.user.id)
        let token = try await door.storage.write { transaction in
            let store = IdentityStore(transaction)
            guard try store.tokens(of: user).count < Self.tokens else {
                throw Problem.badRequest("You have \(Self.tokens) tokens, which is the most. Remove one first.")
            }
            let id = try SequenceStore(transaction).next("token")
            let token = APIToken(id: .init(id), user: user, hint: String(secret.prefix(8)), label: label, created: now)
            try store.addToken(token, hash: Secret.hash(secret))
            return token
        }
        return Answer(["apiToken": record(token, token: secret)] as Record)
    }

    @Sendable func removeToken(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try context.id("tokenId", of: APIToken.self)
        let removed = try await door.storage.write { try IdentityStore($0).removeToken(id, of: context.identity.user.id) }
        guard removed else { throw Problem.notFound("token") }
        return ["ok": true]
    }

    private func record(_ token: APIToken, token text: String) -> Record {
        ["id": token.id, "token": text, "label": token.label, "created": token.created]
    }
}
