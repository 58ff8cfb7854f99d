import NIOCore
import NIOHTTP1

/// One connection, and the request that it carries. Used on its event loop only.
final class PlainConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let connections: PlainConnections
    private let channel: any Channel
    private let settings: HTTPSettings
    private var exchange: Exchange?
    private var answer: AnswerReader
    /// An answer may come before the request has gone out; what follows then is not the start of another.
    private var isWritten = true
    private var idleSince = NIODeadline.now()

    init(of connections: PlainConnections, _ channel: any Channel, settings: HTTPSettings) {
        self.connections = connections
        self.channel = channel
        self.settings = settings
        answer = AnswerReader(settings: settings, expectsBody: false)
    }

    var isOpen: Bool { channel.isActive }

    func begin(_ exchange: Exchange) {
        let request = exchange.request
        self.exchange = exchange
        answer = AnswerReader(settings: settings, expectsBody: request.method != .HEAD)
        isWritten = false
        let pipeline = channel.pipeline.syncOperations
        pipeline.write(NIOAny(HTTPClientRequestPart.head(request.framedHead)), promise: nil)
        if let body = request.body { pipeline.write(NIOAny(HTTPClientRequestPart.body(.byteBuffer(body))), promise: nil) }
        let written = channel.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { self.isWritten = true }
        pipeline.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)), promise: written)
    }

    func close(_ reason: any Error) -> EventLoopFuture<Void> {
        fail(reason)
        channel.close(promise: nil)
        return channel.closeFuture
    }

    /// Closes what is over, or was of no use for long.
    func look(at now: NIODeadline) {
        let isOver = exchange.map { $0.isOver(at: now) } ?? (idleSince + HTTPSettings.idleTimeout <= now)
        if isOver { channel.close(promise: nil) }
    }

    // MARK: The answer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            switch unwrapInboundIn(data) {
            case .head(let head): try answer.take(head)
            case .body(let part): try answer.take(part)
            case .end: finish()
            }
        } catch {
            errorCaught(context: context, error: error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(CutOff(beforeAnswer: answer.head == nil))
        connections.remove(self)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(OutboundFailure.isCutOff(error) ? CutOff(beforeAnswer: answer.head == nil) : error)
        channel.close(promise: nil)
    }

    private func finish() {
        guard let exchange else { return channel.close(promise: nil) }
        let answer = answer.finish()
        self.exchange = nil
        if answer.head.isKeepAlive, answer.head.status != .switchingProtocols, isWritten, isOpen {
            idleSince = .now()
            connections.release(self)
        } else {
            channel.close(promise: nil)
        }
        exchange.end(.success(answer))
    }

    private func fail(_ error: any Error) {
        exchange?.end(.failure(error))
        exchange = nil
    }
}

extension OutboundRequest {
    /// With what is the client's to say: the host, unless the maker names another, and the length of the body (RFC 9110 §8.6), but where
    /// none is expected and none is there.
    var framedHead: HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: address.target, headers: headers)
        if !headers.contains(name: "Host") { head.headers.add(name: "Host", value: address.authority) }
        let length = body?.readableBytes ?? 0
        if length > 0 || ![.GET, .HEAD, .DELETE].contains(method) { head.headers.add(name: "Content-Length", value: String(length)) }
        return head
    }
}
