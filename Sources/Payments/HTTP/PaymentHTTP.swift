/// The way to a provider's server, as narrow as it can be.
package protocol PaymentHTTP: Sendable {
    /// - Throws: ``PaymentHTTPFailure`` where no complete answer came; whether the request was carried out is then unknown.
    func perform(_ request: PaymentHTTPRequest) async throws(PaymentHTTPFailure) -> PaymentHTTPResponse
}

package struct PaymentHTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package var method: Method
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// For the whole of it, until the last byte of the answer.
    package var timeLimit: Duration

    package init(method: Method, url: String, headers: [(name: String, value: String)], body: [UInt8], timeLimit: Duration) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeLimit = timeLimit
    }
}

package struct PaymentHTTPResponse: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A reason without address, headers or body, any of which may hold a secret.
package struct PaymentHTTPFailure: Error, Hashable, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
