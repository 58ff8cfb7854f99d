import Automation
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// Deliveries to webhooks: on disk before they are answered.
struct HookRoutes {
    let hooks: HookDesk
    /// Who asks, as far as that is known: the peer, or what the proxy says of it.
    let address: @Sendable (Request, String) -> String

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]

    func add(to router: Router<AppContext>) {
        for method in Self.methods { router.on("hook/:secret", method: method, use: deliver) }
    }

    @Sendable func deliver(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let secret = context.parameters.get("secret") else { throw HTTPError(.notFound) }
        let delivery = HookDelivery(
            secret: secret, method: request.method.rawValue, query: QueryItems(request).all,
            headers: request.headers.map { ($0.name.canonicalName, $0.value) }, address: address(request, context.address))
        do {
            // A caller that has gone is waited for no longer; what it sent is kept.
            let answer = try await request.body.consumeWithCancellationOnInboundClose { [hooks, delivery] body in
                var delivery = delivery
                delivery.body = Array(try await body.collect(upTo: Limits.hookBody).readableBytesView)
                return try await hooks.deliver(delivery)
            }
            return Self.response(answer)
        } catch is NIOTooManyBytesError {
            return Self.text(.contentTooLarge, "The body is larger than \(Limits.hookBody) bytes.")
        } catch let reached as PlanLimitReached {
            return Self.text(.contentTooLarge, reached.message)
        } catch let unreadable as HookBodyError {
            return Self.text(.badRequest, unreadable.message)
        } catch let problem as Problem {
            return Self.text(problem.status, problem.detail)
        }
    }

    private static func response(_ answer: HookAnswer) -> Response {
        switch answer {
        case .accepted: text(.ok, "Accepted")
        case .response(let response, _): Self.response(response)
        case .gone: text(.gone, "There is no scenario listening for this webhook.")
        case .unknown: text(.notFound, "There is no such webhook.")
        case .full: text(.badRequest, "Queue is full.")
        case .refused(let refusal): text(.init(code: refusal.status), refusal.message)
        case .tooMany(let seconds):
            text(.tooManyRequests, "Too many requests; try again in \(seconds) s.", [.retryAfter: "\(seconds)"])
        case .stopped(let why): text(.conflict, why)
        }
    }

    private static func text(_ status: HTTPResponse.Status, _ text: String, _ more: HTTPFields = [:]) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .contentSecurityPolicy: "sandbox", .cacheControl: "no-store"]
        headers.append(contentsOf: more)
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// What the scenario's maker wrote, but never in this server's name: it is sandboxed, and sets no cookie.
    private static func response(_ response: WebhookResponse) -> Response {
        var headers = HTTPFields()
        for (name, value) in response.headers {
            guard let field = HTTPField.Name(name), !refused.contains(field), HTTPField.isValidValue(value) else { continue }
            headers.append(HTTPField(name: field, value: value))
        }
        if headers[.contentType] == nil { headers[.contentType] = "text/plain; charset=utf-8" }
        headers[.contentSecurityPolicy] = "sandbox"
        let status = (200...599).contains(response.status) ? response.status : 500
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    }

    private static let refused: Set<HTTPField.Name> = [
        .setCookie, .contentLength, .transferEncoding, .connection, .contentSecurityPolicy, .upgrade, .trailer,
    ]
}
