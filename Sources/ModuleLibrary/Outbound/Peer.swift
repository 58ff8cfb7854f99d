import AsyncHTTPClient
import NIOCore

/// Who a client speaks to: one origin, at one address that has been checked.
struct PeerKey: Hashable, Sendable {
    var scheme: WebAddress.Scheme
    var host: String
    var port: Int
    var address: IPAddress
}

/// A client whose connections can go to one address only, whatever the name service says in the meantime.
struct Peer: Sendable {
    let key: PeerKey
    let client: HTTPClient

    struct WrongAddress: Error {}

    init(key: PeerKey, settings: HTTPSettings, group: any EventLoopGroup) {
        self.key = key
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(Int64(settings.connectTimeout))),
            // Inflates at most 25 bytes from one: the module that defines other limits is not one of ours.
            decompression: HTTPClient.Configuration.singletonConfiguration.decompression)
        configuration.dnsOverride = [key.host: key.address.description]
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(30)
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
}
