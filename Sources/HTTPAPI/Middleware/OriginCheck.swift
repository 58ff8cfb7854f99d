import HTTPTypes
import Hummingbird

/// Refuses what another site makes a browser send: where a cookie signs in, a request that changes something names this server as its origin.
struct OriginCheck<Context: RequestContext>: RouterMiddleware {
    /// The address that people reach this server by, where it is not the one of the request: behind a proxy that changes the host.
    let publicAddress: String?

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard !request.method.isSafe, request.headers[.authorization] == nil else { return try await next(request, context) }
        let origin = request.headers[.origin]
        if request.cookies[SessionCookie.name] != nil || origin != nil {
            guard let origin, isOwn(origin, of: request) else {
                throw Problem.forbidden("The request does not come from a page of this server: its Origin is missing or another's.")
            }
        }
        return try await next(request, context)
    }

    private func isOwn(_ origin: String, of request: Request) -> Bool {
        if let publicAddress, origin == publicAddress { return true }
        guard let authority = request.head.authority, !authority.isEmpty else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }
}

extension HTTPRequest.Method {
    /// Changes nothing, by its definition.
    var isSafe: Bool { self == .get || self == .head || self == .options }
}
