package import Payments
import Synchronization
package import Values

/// A payment server in memory with books of its own: it charges once per idempotency key, and answers as its script says.
package final class ScriptedPayer: PaymentProvider {
    /// What becomes of a request.
    package enum Step: Sendable {
        case settle
        case decline
        /// Charged, but the answer got lost.
        case settleUnheard
        /// Nothing was charged, and nobody knows.
        case timeOut
        /// Charged later: the answer says that it is pending.
        case pend
    }

    private struct State {
        var script: [Step]
        var charged: [String: PaymentRequest] = [:]
        var pending: [String: PaymentRequest] = [:]
        var requests = 0
    }

    package let name = "scripted"
    private let state: Mutex<State>

    /// - Parameter script: what becomes of the first request of a key, the second ...; after its end everything settles.
    package init(_ script: [Step] = []) { state = Mutex(State(script: script)) }

    /// Keys that were charged.
    package var charged: Set<String> { state.withLock { Set($0.charged.keys) } }
    package var requests: Int { state.withLock { $0.requests } }

    package func pay(_ request: PaymentRequest) async throws(PaymentFailure) -> PaymentState {
        let (step, known) = state.withLock { state -> (Step, Bool) in
            state.requests += 1
            if state.charged[request.idempotencyKey] != nil { return (.settle, true) }
            let step = state.script.isEmpty ? .settle : state.script.removeFirst()
            switch step {
            case .settle, .settleUnheard: state.charged[request.idempotencyKey] = request
            case .pend: state.pending[request.idempotencyKey] = request
            case .decline, .timeOut: break
            }
            return (step, false)
        }
        switch step {
        case .settle: return .settled(reference: request.idempotencyKey)
        case .pend: return .pending(reference: request.idempotencyKey)
        case .decline: return .declined(reference: nil, reason: "insufficient funds")
        case .settleUnheard, .timeOut: throw PaymentFailure(.unknown, "no answer came (\(known))")
        }
    }

    package func state(of reference: String) async throws(PaymentFailure) -> PaymentState? {
        state.withLock { state in
            if state.charged[reference] != nil { return .settled(reference: reference) }
            return state.pending[reference] != nil ? .pending(reference: reference) : nil
        }
    }

    package func event(fromWebhook body: [UInt8], headers: [(name: String, value: String)], now: Timestamp) throws(PaymentFailure)
        -> PaymentEvent?
    { nil }

    /// The money of what was pending came in; gives the events that tell of it.
    package func collect() -> [PaymentEvent] {
        let requests = state.withLock { state in
            defer { state.pending = [:] }
            state.charged.merge(state.pending) { first, _ in first }
            return Array(state.pending.values)
        }
        return requests.map(Self.event)
    }

    /// The event of each charge so far.
    package var events: [PaymentEvent] { state.withLock { $0.charged.values.map(Self.event) } }

    private static func event(_ request: PaymentRequest) -> PaymentEvent {
        PaymentEvent(
            id: "evt-\(request.idempotencyKey)", reference: request.idempotencyKey, purchase: request.purchase,
            organization: request.organization, state: .settled(reference: request.idempotencyKey))
    }
}
