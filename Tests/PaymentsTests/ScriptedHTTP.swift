import Payments
import Synchronization

/// Gives the answers of a script, one per request, and remembers what it was asked.
final class ScriptedHTTP: PaymentHTTP {
    enum Answer: Sendable {
        case status(Int, String)
        case lost(String)
    }

    private struct State {
        var script: [Answer]
        var requests: [PaymentHTTPRequest] = []
    }
    private let state: Mutex<State>

    init(_ script: Answer...) { state = Mutex(State(script: script)) }

    var requests: [PaymentHTTPRequest] { state.withLock { $0.requests } }

    func perform(_ request: PaymentHTTPRequest) async throws(PaymentHTTPFailure) -> PaymentHTTPResponse {
        let answer = state.withLock { state -> Answer in
            state.requests.append(request)
            return state.script.isEmpty ? .lost("the script has ended") : state.script.removeFirst()
        }
        switch answer {
        case .status(let status, let body): return PaymentHTTPResponse(status: status, body: Array(body.utf8))
        case .lost(let reason): throw PaymentHTTPFailure(reason)
        }
    }
}

/// Carries requests out, and loses the answers to the first few.
final class LosingHTTP: PaymentHTTP {
    private let http: any PaymentHTTP
    private let left: Mutex<Int>

    init(_ http: any PaymentHTTP, losing count: Int) {
        self.http = http
        left = Mutex(count)
    }

    func perform(_ request: PaymentHTTPRequest) async throws(PaymentHTTPFailure) -> PaymentHTTPResponse {
        let response = try await http.perform(request)
        let isLost = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard !isLost else { throw PaymentHTTPFailure("the connection was lost") }
        return response
    }
}

extension PaymentHTTPRequest {
    func header(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
    var text: String { String(decoding: body, as: UTF8.self) }
}
