import Engine
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
        let (secret, now, user, actor) = (Secret.makeToken(), door.now(), context.identity.user.id, door.actor(request, context))
        let token = try await door.storage.write { transaction in
            let store = IdentityStore(transaction)
            guard try store.tokens(of: user).count < Self.tokens else {
                throw Problem.badRequest("You have \(Self.tokens) tokens, which is the most. Remove one first.")
            }
            let id = try SequenceStore(transaction).next("token")
            let token = APIToken(id: .init(id), user: user, hint: String(secret.prefix(8)), label: label, created: now)
            try store.addToken(token, hash: Secret.hash(secret))
            try Self.write("Made the API token \(token.hint) (\(label))", actor, transaction, at: now)
            return token
        }
        return Answer(["apiToken": record(token, token: secret)] as Record)
    }

    @Sendable func removeToken(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id = try context.id("tokenId", of: APIToken.self)
        let (now, user, actor) = (door.now(), context.identity.user.id, door.actor(request, context))
        try await door.storage.write { transaction in
            let store = IdentityStore(transaction)
            guard let token = try store.tokens(of: user).first(where: { $0.id == id }), try store.removeToken(id, of: user) else {
                throw Problem.notFound("token")
            }
            try Self.write("Removed the API token \(token.hint) (\(token.label))", actor, transaction, at: now)
        }
        return ["ok": true]
    }

    /// A token opens every organization that its user has a role in, so it stands in the log of each.
    private static func write(_ summary: String, _ actor: Actor, _ transaction: any Transaction, at now: Timestamp) throws {
        guard let user = actor.user else { return }
        for membership in try IdentityStore(transaction).memberships(of: user) {
            try Acts(transaction).add(
                Act(
                    organization: membership.organization.id, at: now, kind: .token, summary: summary, author: user, address: actor.address)
            )
        }
    }

    private func record(_ token: APIToken, token text: String) -> Record {
        ["id": token.id, "token": text, "label": token.label, "created": token.created]
    }
}
