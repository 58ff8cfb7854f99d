package import Stores
import Synchronization

package struct WebhookResponse: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Callers of webhooks that wait for their run's respond module (decision 26).
package final class ResponseDesk: Sendable {
    private let waiting = Mutex<[Run.ID: Ticket<WebhookResponse>]>([:])

    package init() {}

    /// To be called before the delivery is queued.
    package func expect(_ run: Run.ID) -> Ticket<WebhookResponse> {
        let ticket = Ticket<WebhookResponse>()
        waiting.withLock { $0[run] = ticket }
        return ticket
    }

    /// The caller has gone, or has been answered otherwise.
    package func forget(_ run: Run.ID) {
        waiting.withLock { $0.removeValue(forKey: run) }?.fulfil(.success(WebhookResponse(status: 200, body: Array("Accepted".utf8))))
    }

    func isAwaited(_ run: Run.ID) -> Bool { waiting.withLock { $0[run] != nil } }

    func respond(_ run: Run.ID, _ response: WebhookResponse) {
        waiting.withLock { $0.removeValue(forKey: run) }?.fulfil(.success(response))
    }

    /// A run that ended without an answer: 500 if it failed, 200 if it just didn't come by a respond module.
    func ended(_ run: Run) {
        let failed = run.state.apiStatus == 3
        respond(run.id, WebhookResponse(status: failed ? 500 : 200, body: Array((failed ? "The scenario failed." : "Accepted").utf8)))
    }
}
