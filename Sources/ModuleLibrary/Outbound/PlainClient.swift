import NIOCore

/// HTTP without TLS, directly on NIO: a request costs a third of what it does through AsyncHTTPClient (docs/decisions/0011).
///
/// All connections to a peer are on one event loop, so that nothing about them needs a lock.
final class PlainClient: PeerClient {
    private let loop: any EventLoop
    private let connections: NIOLoopBoundBox<PlainConnections>

    init(key: PeerKey, settings: HTTPSettings, loop: any EventLoop) throws {
        self.loop = loop
        // An address and not a name: there is nothing left to resolve.
        let address = try SocketAddress(ipAddress: key.address.description, port: key.port)
        connections = .makeBoxSendingValue(PlainConnections(to: address, settings: settings, loop: loop), eventLoop: loop)
    }

    deinit { close() }

    func exchange(_ request: OutboundRequest, by deadline: NIODeadline) async throws -> OutboundAnswer {
        let exchange = Exchange(request, by: deadline)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchange.begin(continuation)
                loop.execute { [connections] in connections.value.carryOut(exchange) }
            }
        } onCancel: {
            exchange.end(.failure(CancellationError()))
        }
    }

    func shutdown() async {
        try? await loop.flatSubmit { [connections] in connections.value.close() }.get()
    }

    func close() {
        loop.execute { [connections] in _ = connections.value.close() }
    }
}
