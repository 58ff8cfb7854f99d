import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Synchronization
import Values

/// Holds API tokens to the plan's requests per minute; the pages' sessions are not held (decision 32).
///
/// A token belongs to a user: the most that the plan of any of the user's organizations allows is what it may. A plan that names no
/// such limit sets none.
final class TokenPace: RouterMiddleware {
    typealias Context = AppContext

    private struct Window {
        var start: Int64
        var requests: Int64
    }

    private let engine: EngineService
    private let windows = Mutex<[String: Window]>([:])
    private static let minute: Int64 = 60_000
    /// Tokens that are remembered at most.
    private static let most = 10_000

    init(engine: EngineService) { self.engine = engine }

    func handle(_ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response) async throws -> Response {
        if let identity = context.identity, case .token(let hash) = identity.means, let limit = try await limit(of: identity.user) {
            try check(hash, limit)
        }
        return try await next(request, context)
    }

    private func check(_ hash: String, _ limit: (plan: Plan, requests: Int64)) throws {
        let now = engine.now().milliseconds
        let window = windows.withLock { windows in
            if windows.count > Self.most { windows = windows.filter { now - $0.value.start < Self.minute } }
            var window = windows[hash].flatMap { now - $0.start < Self.minute ? $0 : nil } ?? Window(start: now, requests: 0)
            window.requests += 1
            windows[hash] = window
            return window
        }
        guard window.requests > limit.requests else { return }
        let wait = (window.start + Self.minute - now + 999) / 1_000
        var problem = Problem.tooManyRequests(retryAfter: wait)
        problem.detail = "The plan \(limit.plan.name) allows an API token \(limit.requests) requests per minute. Try again in \(wait) s."
        problem.parts = [Problem.Part(name: PlanLimit.Name.requestsPerMinute.rawValue, message: problem.detail)]
        throw problem
    }

    private func limit(of user: User) async throws -> (plan: Plan, requests: Int64)? {
        let organizations = try await engine.storage.read { try IdentityStore($0).memberships(of: user.id).map(\.organization) }
        let plans = engine.plans
        var most: (plan: Plan, requests: Int64)?
        for plan in organizations.map(plans.plan(of:)) {
            guard let requests = plan.limit(.requestsPerMinute) else { return nil }
            if most.map({ $0.requests < requests }) ?? true { most = (plan, requests) }
        }
        return most
    }
}
