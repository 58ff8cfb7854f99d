import AsyncHTTPClient
package import NIOCore
import NIOHTTP1
import NIOPosix

/// To the address that the operator set, so private networks are as good as any. Redirects are not followed: they would take the secret
/// key along.
package final class PaymentHTTPClient: PaymentHTTP {
    /// `payments.responseBody`, in bytes.
    private static let maximumResponseBytes = 1_000_000
    /// `payments.connectTimeout`, in seconds.
    private static let connectTimeout: Int64 = 10

    private let client: HTTPClient

    package init(group: any EventLoopGroup) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(Self.connectTimeout)))
        configuration.httpVersion = .http1Only
        // Trying again is the caller's decision, with the same idempotency key.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 8
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    // A client that is let go of without a shutdown is a bug to AsyncHTTPClient; the callback keeps it until it has ended.
    deinit { client.shutdown { _ in } }

    package func perform(_ request: PaymentHTTPRequest) async throws(PaymentHTTPFailure) -> PaymentHTTPResponse {
        do {
            return try await exchange(request)
        } catch {
            throw PaymentHTTPFailure(Self.reason(error, timeLimit: request.timeLimit))
        }
    }

    /// With a delegate, as the deadline then holds for the body too; in the other form of `execute` it ends with the head.
    private func exchange(_ request: PaymentHTTPRequest) async throws -> PaymentHTTPResponse {
        let message = try HTTPClient.Request(
            url: request.url, method: .init(rawValue: request.method.rawValue),
            headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
            body: request.method == .post ? .byteBuffer(ByteBuffer(bytes: request.body)) : nil)
        let collector = ResponseAccumulator(request: message, maxBodySize: Self.maximumResponseBytes)
        let task = client.execute(request: message, delegate: collector, deadline: .now() + TimeAmount(request.timeLimit))
        let response = try await withTaskCancellationHandler {
            try await task.futureResult.get()
        } onCancel: {
            task.cancel()
        }
        return PaymentHTTPResponse(
            status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
            body: response.body.map { Array(buffer: $0) } ?? [])
    }

    private static func reason(_ error: any Error, timeLimit: Duration) -> String {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .writeTimeout:
            "no complete answer within \(timeLimit.components.seconds) seconds"
        case let error as HTTPClientError where error == .connectTimeout || error == .tlsHandshakeTimeout:
            "no connection within \(connectTimeout) seconds (limit payments.connectTimeout)"
        case let error as HTTPClientError where error == .cancelled: "it was given up, as the server is stopping"
        case let error as HTTPClientError: error.shortDescription
        case is ResponseAccumulator.ResponseTooBigError:
            "the answer is larger than \(maximumResponseBytes) bytes (limit payments.responseBody)"
        case is NIOConnectionError: "no address takes a connection"
        case let error as IOError: error.description
        default: "the connection failed (\(type(of: error)))"
        }
    }
}
