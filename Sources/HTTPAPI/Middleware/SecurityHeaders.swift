import HTTPTypes
import Hummingbird

/// Headers that make a browser distrust what the pages don't need.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    private static var policy: String {
        "default-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    }

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        // A webhook's answer is the maker's own and brings the stricter 'sandbox'.
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.policy }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        return response
    }
}

extension HTTPField.Name {
    static var referrerPolicy: HTTPField.Name { known("Referrer-Policy") }
    static var accelBuffering: HTTPField.Name { known("X-Accel-Buffering") }
    static var idempotencyKey: HTTPField.Name { known("Idempotency-Key") }
    static var automationRun: HTTPField.Name { known("Automation-Run") }
    static var forwardedFor: HTTPField.Name { known("X-Forwarded-For") }

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("'\(name)' is no name of a header") }
        return name
    }
}
