import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// The connections to one address, and the requests that wait for one. Used on its event loop only.
final class PlainConnections {
    private let address: SocketAddress
    private let settings: HTTPSettings
    private let loop: any EventLoop
    private var open: [ObjectIdentifier: PlainConnection] = [:]
    /// The one used last is used first, so that those beyond need grow old.
    private var idle: [PlainConnection] = []
    private var opening = 0
    private var waiting = CircularBuffer<Exchange>()
    private var isLooking = false
    private var isClosed = false

    /// How late a deadline may be noticed: one timer for all requests costs less than one for each.
    private static let interval = TimeAmount.milliseconds(200)

    init(to address: SocketAddress, settings: HTTPSettings, loop: any EventLoop) {
        self.address = address
        self.settings = settings
        self.loop = loop
    }

    func carryOut(_ exchange: Exchange) {
        guard !isClosed else { return exchange.end(.failure(PeerPool.Closed())) }
        while let connection = idle.popLast() {
            if connection.isOpen { return connection.begin(exchange) }
        }
        waiting.append(exchange)
        openIfNeeded()
    }

    /// Fails what is under way. The future completes when every connection is closed.
    func close() -> EventLoopFuture<Void> {
        isClosed = true
        while let exchange = waiting.popFirst() { exchange.end(.failure(PeerPool.Closed())) }
        return .andAllComplete(open.values.map { $0.close(PeerPool.Closed()) }, on: loop)
    }

    // MARK: Connections

    private func openIfNeeded() {
        guard !isClosed, opening < waiting.count, open.count + opening < settings.connectionsPerPeer else { return }
        opening += 1
        if !isLooking { lookLater() }
        ClientBootstrap(group: loop).connectTimeout(.seconds(Int64(settings.connectTimeout))).connect(to: address)
            .assumeIsolated().whenComplete { result in
                self.opening -= 1
                do { try self.add(result.get()) } catch { self.waiting.popFirst()?.end(.failure(error)) }
                self.openIfNeeded()
            }
    }

    private func add(_ channel: any Channel) throws {
        guard !isClosed else { return channel.close(promise: nil) }
        let connection = PlainConnection(of: self, channel, settings: settings)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(NIOHTTPResponseDecompressor(limit: .ratio(HTTPSettings.maximumInflation)))
        try pipeline.addHandler(connection)
        open[ObjectIdentifier(connection)] = connection
        release(connection)
    }

    /// A connection is free for the next request.
    func release(_ connection: PlainConnection) {
        while let exchange = waiting.popFirst() {
            if !exchange.hasEnded { return connection.begin(exchange) }
        }
        idle.append(connection)
    }

    func remove(_ connection: PlainConnection) {
        open[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
        openIfNeeded()
    }

    // MARK: Time

    private func lookLater() {
        isLooking = true
        loop.assumeIsolated().scheduleTask(in: Self.interval) { self.look(at: .now()) }
    }

    private func look(at now: NIODeadline) {
        for connection in open.values { connection.look(at: now) }
        waiting.removeAll { $0.isOver(at: now) }
        isLooking = false
        if !open.isEmpty || opening > 0 || !waiting.isEmpty { lookLater() }
    }
}
