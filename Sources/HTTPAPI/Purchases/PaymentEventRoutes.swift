import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Payments

/// What a payment provider tells by itself: `/payments/stripe`. Its signature is its sign-in.
struct PaymentEventRoutes {
    let door: Door

    /// Bytes of an event.
    static let limit = 256 * 1024

    func add(to router: Router<AppContext>) { router.post("payments/:provider", use: take) }

    @Sendable func take(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let name = context.parameters.get("provider"), let provider = door.engine.purchases.provider(name) else {
            throw Problem.notFound("payment provider")
        }
        let body = try await request.body.collect(upTo: Self.limit)
        let headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        do throws(PaymentFailure) {
            guard let event = try provider.event(fromWebhook: Array(body.readableBytesView), headers: headers, now: door.now()) else {
                return Response(status: .ok)
            }
            return try await take(event, name)
        } catch {
            throw Problem.badRequest(error.message)
        }
    }

    /// An event that could not be written down is answered with an error, so that the provider sends it again.
    private func take(_ event: PaymentEvent, _ name: String) async throws(PaymentFailure) -> Response {
        do {
            try await door.engine.purchases.take(event, of: name)
            return Response(status: .ok)
        } catch {
            return Problem.failed.answer.response
        }
    }
}
