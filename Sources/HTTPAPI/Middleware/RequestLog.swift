import Hummingbird
import Logging

/// A line per request: the pattern of the address, never the address itself, since that of a webhook is a secret.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        context.logger.info(
            "Request answered",
            metadata: [
                "http.method": "\(request.method)", "http.route": "\(context.endpointPath ?? "none")",
                "http.status": "\(response.status.code)",
                "duration": "\(clock.now - start)",
            ])
        return response
    }
}
