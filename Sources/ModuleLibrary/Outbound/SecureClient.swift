import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// HTTPS, by AsyncHTTPClient, whose connections can go to one address only, whatever the name service says in the meantime.
final class SecureClient: PeerClient {
    private let client: HTTPClient
    private let settings: HTTPSettings

    struct WrongAddress: Error {}

    init(key: PeerKey, settings: HTTPSettings, group: any EventLoopGroup) throws {
        self.settings = settings
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(Int64(settings.connectTimeout))),
            decompression: .enabled(limit: .ratio(HTTPSettings.maximumInflation)))
        configuration.tlsConfiguration = try key.tls?.configuration()
        configuration.dnsOverride = [key.host: key.address.description]
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = HTTPSettings.idleTimeout
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.connectionsPerPeer
        // A refused connection is the maker's to see at once; trying again is the engine's decision.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.http1_1ConnectionDebugInitializer = { [address = key.address] channel in
            // The override should see to it; this makes sure, before a byte of the request is written.
            if let remote = channel.remoteAddress.flatMap(IPAddress.init), remote.canonical == address.canonical {
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            return channel.close().flatMap { channel.eventLoop.makeFailedFuture(WrongAddress()) }
        }
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    func exchange(_ request: OutboundRequest, by deadline: NIODeadline) async throws -> OutboundAnswer {
        let message = try HTTPClient.Request(
            url: request.address.text, method: request.method, headers: request.headers, body: request.body.map { .byteBuffer($0) })
        let collector = ResponseCollector(settings: settings, expectsBody: request.method != .HEAD)
        let task = client.execute(request: message, delegate: collector, deadline: deadline)
        do {
            return try await withTaskCancellationHandler {
                try await task.futureResult.get()
            } onCancel: {
                task.cancel()
            }
        } catch let error where OutboundFailure.isCutOff(error) {
            throw CutOff(beforeAnswer: !collector.hasHead)
        }
    }

    func shutdown() async { try? await client.shutdown() }

    // A client that is let go of without a shutdown is a bug to AsyncHTTPClient; the callback keeps it until it has ended.
    func close() { client.shutdown { _ in } }
}
