import Hummingbird
import Logging

/// Gives every error the API's form. Outside of all that throw; what nobody expects is logged here, and only here.
struct ProblemResponses<Context: RequestContext>: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CancellationError {
            throw error
        } catch {
            if let problem = Problem(error, maximumBody: context.maxUploadSize) { return problem.answer.response }
            context.logger.error(
                "Request failed", metadata: ["http.route": "\(context.endpointPath ?? "none")", "error": "\(String(reflecting: error))"])
            return Problem.failed.answer.response
        }
    }
}
