import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small HTTP/1 server on loopback, which answers by a closure and remembers what it was asked.
final class LocalPeer: Sendable {
    struct Request: Sendable {
        var method: HTTPMethod
        var target: String
        var headers: HTTPHeaders
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        func header(_ name: String) -> String? { headers.first(name: name) }
    }

    enum Answer: Sendable {
        case status(Int, headers: [(String, String)] = [], body: [UInt8] = [])
        /// Keeps the caller waiting.
        case silence
        /// Ends the connection without an answer.
        case hangUp

        static func text(_ body: String, type: String = "text/plain") -> Answer {
            .status(200, headers: [("Content-Type", type)], body: Array(body.utf8))
        }
        static func redirect(_ status: Int, to location: String) -> Answer { .status(status, headers: [("Location", location)]) }
    }

    fileprivate struct State {
        var requests: [Request] = []
        var connections = 0
    }

    let channel: any Channel
    private let state: Box

    final class Box: Sendable {
        fileprivate let value = Mutex(State())
    }

    init(host: String = "127.0.0.1", _ answer: @escaping @Sendable (Request) -> Answer) async throws {
        let state = Box()
        self.state = state
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                state.value.withLock { $0.connections += 1 }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Conversation(state: state, answer: answer))
                }
            }
            .bind(host: host, port: 0).get()
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.value.withLock { $0.requests } }
    var connections: Int { state.value.withLock { $0.connections } }

    func stop() async { try? await channel.close() }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let state: Box
        private let answer: @Sendable (Request) -> Answer
        private var request: Request?

        init(state: Box, answer: @escaping @Sendable (Request) -> Answer) {
            self.state = state
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): request = Request(method: head.method, target: head.uri, headers: head.headers, body: [])
            case .body(let buffer): request?.body += Array(buffer.readableBytesView)
            case .end:
                guard let request else { return }
                state.value.withLock { $0.requests.append(request) }
                respond(to: request, context)
            }
        }

        private func respond(to request: Request, _ context: ChannelHandlerContext) {
            switch answer(request) {
            case .silence: break
            case .hangUp: context.close(promise: nil)
            case .status(let status, let headers, let body):
                var fields = HTTPHeaders(headers)
                if !fields.contains(name: "Content-Length") { fields.add(name: "Content-Length", value: "\(body.count)") }
                let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil) }
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
