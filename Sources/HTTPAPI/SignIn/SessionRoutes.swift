import Engine
import Hummingbird
import NIOCore
import StorageCore
import Stores
import Values

/// Signing in and out, and the first owner.
struct SessionRoutes {
    let door: Door

    func add(to api: RouterGroup<AppContext>) {
        api.post("flowmeter/first-owner", use: addFirstOwner)
        api.post("flowmeter/session", use: signIn)
        api.delete("flowmeter/session", use: signOut)
    }

    @Sendable func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let input = try await Input(request, context: context)
        let (email, password) = (try input.name("email"), try input.text("password", upTo: PasswordHasher.longest))
        let (account, address) = (email.lowercased(), door.address(of: request, context))
        try door.accounts.check(account, at: door.now())
        try door.addresses.check(address, at: door.now())
        let user = try await door.storage.read { try IdentityStore($0).user(email: email) }
        guard try await door.passwords.verify(password, against: user?.password), let user else {
            door.accounts.failed(account, at: door.now())
            door.addresses.failed(address, at: door.now())
            throw Problem.wrongPassword
        }
        // The address keeps its count: one good password among many bad ones is how a list of passwords is tried.
        door.accounts.succeeded(account)
        return try await begin(for: user)
    }

    @Sendable func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        if let cookie = request.cookies[SessionCookie.name] {
            let hash = Secret.hash(cookie.value)
            try await door.storage.write { try IdentityStore($0).removeSession(hash: hash) }
        }
        var response = Answer(["ok": true] as Record).response
        response.setCookie(SessionCookie.cleared(secure: door.isSecure))
        return response
    }

    /// The printed link's code is good once, and only while there is nobody.
    @Sendable func addFirstOwner(_ request: Request, _ context: AppContext) async throws -> Response {
        let input = try await Input(request, context: context)
        let code = try input.text("code")
        let (name, email) = (try input.name("name"), try Self.email(input))
        let address = door.address(of: request, context)
        try door.addresses.check(address, at: door.now())
        let password = try await door.passwords.hash(Self.newPassword(input))
        let now = door.now()
        let user = try await door.storage.write { transaction -> User? in
            let store = IdentityStore(transaction)
            guard try store.users().allSatisfy({ $0.password == nil }), try store.useWelcomeCode(hash: Secret.hash(code), at: now) else {
                return nil
            }
            let user = User(
                id: .init(try SequenceStore(transaction).next("user")), name: name, email: email, password: password, isOperator: true,
                zone: nil,
                locale: nil)
            try store.add(user, at: now)
            for organization in try store.organizations() { try store.grant(.owner, to: user.id, in: organization.id) }
            return user
        }
        guard let user else {
            door.addresses.failed(address, at: now)
            throw Problem.forbidden(
                "This link is not valid any more. Until somebody has a password, each start of the server prints a new one.")
        }
        return try await begin(for: user)
    }

    private func begin(for user: User) async throws -> Response {
        let (secret, now) = (Secret.make(), door.now())
        let hash = Secret.hash(secret)
        let expires = Timestamp(milliseconds: now.milliseconds + SessionCookie.milliseconds)
        let record = try await door.storage.write { transaction in
            let store = IdentityStore(transaction)
            try store.removeSessions(expiredAt: now)
            try store.addSession(hash: hash, user: user.id, created: now, expires: expires)
            return try AuthUser.record(user, transaction)
        }
        var response = Answer(["authUser": record] as Record).response
        response.setCookie(SessionCookie.set(secret, secure: door.isSecure))
        return response
    }

    static func email(_ input: Input) throws -> String {
        let email = try input.name("email").lowercased()
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !email.contains(where: \.isWhitespace) else {
            throw Problem.invalid("email", "'email' must be an e-mail address.")
        }
        return email
    }

    static func newPassword(_ input: Input) throws -> String {
        let password = try input.text("password", upTo: PasswordHasher.longest)
        guard password.count >= PasswordHasher.shortest else {
            throw Problem.invalid("password", "The password must have at least \(PasswordHasher.shortest) characters.")
        }
        return password
    }
}

extension Door {
    /// Who asks. Behind a proxy, which a public address tells of, it is the last that the proxy names: what stands before it anybody can write.
    func address(of request: Request, _ context: AppContext) -> String { address(of: request, peer: context.address) }

    /// Who does it, and from where, for the log of administrative acts.
    func actor(_ request: Request, _ context: MemberContext) -> Actor {
        Actor(user: context.identity.user.id, address: address(of: request, peer: context.address))
    }

    func address(of request: Request, peer: String) -> String {
        let forwarded = publicAddress == nil ? nil : request.headers[.forwardedFor]?.split(separator: ",").last?.trimmed
        return forwarded ?? peer
    }

    /// Cookies go over encrypted connections only, where the public address is one.
    var isSecure: Bool { publicAddress?.hasPrefix("https://") ?? false }
}
