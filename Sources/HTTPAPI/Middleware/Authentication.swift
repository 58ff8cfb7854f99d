import HTTPTypes
import Hummingbird
import StorageCore
import Stores
import Values

/// Finds out who asks: an API token in `Authorization`, or a session's cookie. Whoever shows nothing, or something that doesn't hold, is nobody.
struct Authentication: RouterMiddleware {
    let storage: any Storage
    let now: @Sendable () -> Timestamp

    func handle(_ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response) async throws -> Response {
        var context = context
        context.identity = try await identity(of: request)
        return try await next(request, context)
    }

    private func identity(of request: Request) async throws -> Identity? {
        // A token that doesn't hold is not made up for by a cookie: its sender would act as somebody else.
        if let authorization = request.headers[.authorization] {
            guard let token = Self.token(authorization) else { return nil }
            let hash = Secret.hash(token)
            return try await storage.read { try IdentityStore($0).user(token: hash) }.map { Identity(user: $0, means: .token(hash: hash)) }
        }
        guard let cookie = request.cookies[SessionCookie.name] else { return nil }
        let (hash, now) = (Secret.hash(cookie.value), now())
        return try await storage.read { try IdentityStore($0).user(session: hash, at: now) }
            .map { Identity(user: $0, means: .session(hash: hash)) }
    }

    /// `Token <uuid>`, or `Bearer` as some clients say for the same.
    private static func token(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, ["token", "bearer"].contains(parts[0].lowercased()) else { return nil }
        return parts[1].trimmed
    }
}

extension Substring {
    var trimmed: String { String(self).trimmed }
}
