import AsyncHTTPClient
import Automation
import NIOCore
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Values

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What went wrong on the way, in the format's error classes and without the URL, which may hold a secret.
struct OutboundFailure {
    let error: any Error
    let request: OutboundRequest
    let settings: HTTPSettings

    init(_ error: any Error, request: OutboundRequest, settings: HTTPSettings) {
        self.error = error
        self.request = request
        self.settings = settings
    }

    var failure: ModuleFailure {
        let host = request.address.host
        switch error {
        case let failure as ModuleFailure: return failure
        case _ where Self.isTimeout(error):
            return ModuleFailure(
                "ModuleTimeoutError", "\(host) gave no complete answer within \(request.timeoutSeconds) seconds (limit http.timeout).")
        case let error as NameResolver.Failed:
            return ModuleFailure("ConnectionError", "The host \(host) was not found: \(error.reason).")
        case is OutboundAnswer.TooLarge:
            return ModuleFailure(
                "MaxFileSizeExceededError",
                "The answer of \(host) is larger than \(settings.maximumResponseBytes) bytes (limit http.responseBody).")
        case is OutboundAnswer.TooManyHeaders:
            return ModuleFailure(
                "MaxFileSizeExceededError",
                "The answer of \(host) has more than \(settings.maximumHeaders) headers or \(settings.maximumHeaderBytes) bytes of them "
                    + "(limits http.headers, http.headerBytes).")
        case _ where Self.isConnectTimeout(error):
            return ModuleFailure(
                "ConnectionError", "\(host) took no connection within \(settings.connectTimeout) seconds (limit http.connectTimeout).")
        case _ where error is PeerPool.Closed || error is CancellationError || Self.isOne(error, of: [.alreadyShutdown, .cancelled]):
            return ModuleFailure("ConnectionError", "The request to \(host) was given up, as the server is stopping.")
        default:
            return other(host)
        }
    }

    private func other(_ host: String) -> ModuleFailure {
        switch error {
        case NIOHTTPDecompression.DecompressionError.limit:
            return ModuleFailure(
                "MaxFileSizeExceededError",
                "The compressed answer of \(host) grew more than \(HTTPSettings.maximumInflation) times (limit http.inflation).")
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            return ModuleFailure("DataError", "The compressed answer of \(host) is damaged.")
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            let isCertificate = String(describing: error).contains("CERTIFICATE_VERIFY_FAILED")
            let reason = isCertificate ? "its certificate can't be verified" : "the TLS handshake failed"
            return ModuleFailure("ConnectionError", "No secure connection to \(host): \(reason).")
        default:
            return ModuleFailure("ConnectionError", "The connection to \(host) failed: \(Self.reason(error)).")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(describing: error)
        case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "no address took it"
        case let error as HTTPClientError: error.shortDescription
        default: "the other side closed it"
        }
    }

    /// Whether nothing of the request can have been sent, so that another address may be tried.
    static func isBeforeConnection(_ error: any Error) -> Bool {
        if let error = error as? IOError { return [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL].contains(error.errnoCode) }
        return error is NIOConnectionError || error is SecureClient.WrongAddress || isConnectTimeout(error)
    }

    /// Whether the connection ended under the request.
    static func isCutOff(_ error: any Error) -> Bool {
        if let error = error as? IOError { return [ECONNRESET, EPIPE].contains(error.errnoCode) }
        return isOne(error, of: [.remoteConnectionClosed]) || error is ChannelError && !isConnectTimeout(error)
    }

    private static func isTimeout(_ error: any Error) -> Bool {
        error is NameResolver.TimedOut || error is Exchange.TimedOut || isOne(error, of: [.deadlineExceeded, .readTimeout, .writeTimeout])
    }

    private static func isConnectTimeout(_ error: any Error) -> Bool {
        if case .connectTimeout? = error as? ChannelError { return true }
        return isOne(error, of: [.connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout])
    }

    private static func isOne(_ error: any Error, of known: [HTTPClientError]) -> Bool {
        (error as? HTTPClientError).map(known.contains) ?? false
    }
}
