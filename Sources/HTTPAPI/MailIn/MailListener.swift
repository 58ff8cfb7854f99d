package import Engine
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Stores
import Values

/// Where mail for webhooks is taken in. Off unless the operator gives a port.
package struct MailInSettings: Sendable {
    package var host: String
    package var port: Int
    /// What stands after the `@` of the addresses.
    package var domain: String
    /// `mailhook.messageBytes`: bytes of a message.
    package var messageBytes = 10 << 20
    /// `mailhook.connections`: at the same time.
    package var connections = 100
    /// How long nothing may come, and how long a connection may last.
    package var idleSeconds: Int64 = 60
    package var longestSeconds: Int64 = 600

    package init(host: String = "127.0.0.1", port: Int, domain: String) {
        self.host = host
        self.port = port
        self.domain = domain
    }
}

/// Takes mail for mail hooks in: `<secret>@<domain>`. It speaks no TLS; the installation's mail server stands before it.
package struct MailListener: Service {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let hooks: HookDesk
    private let settings: MailInSettings
    private let logger: Logger
    private let onRunning: @Sendable (Int?) async -> Void

    package init(
        engine: EngineService, secrets: InstallationSecrets, settings: MailInSettings, logger: Logger,
        onRunning: @escaping @Sendable (Int?) async -> Void = { _ in }
    ) {
        hooks = HookDesk(engine: engine, secrets: secrets)
        self.settings = settings
        self.logger = logger
        self.onRunning = onRunning
    }

    package func run() async throws {
        let idle = TimeAmount.seconds(settings.idleSeconds)
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: settings.host, port: settings.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(allTimeout: idle))
                    try channel.pipeline.syncOperations.addHandler(CloseWhenIdle())
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        await onRunning(server.channel.localAddress?.port)
        try await withGracefulShutdownHandler {
            try await serve(server)
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func serve(_ server: NIOAsyncChannel<Connection, Never>) async throws {
        let places = Places(settings.connections)
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { incoming in
                for try await connection in incoming {
                    let isFree = places.take()
                    group.addTask {
                        await carryOn(connection, isFree: isFree)
                        if isFree { places.giveBack() }
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func carryOn(_ connection: Connection, isFree: Bool) async {
        let deadline = connection.channel.eventLoop.scheduleTask(in: .seconds(settings.longestSeconds)) {
            connection.channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        do {
            try await connection.executeThenClose { inbound, outbound in
                guard isFree else { return try await outbound.write(ByteBuffer(string: "421 Too many connections; come again\r\n")) }
                try await converse(inbound, outbound)
            }
        } catch {
            // Whoever hangs up in the middle sends it again.
            logger.debug("A mail connection ended early", metadata: ["error": "\(error)"])
        }
    }

    private func converse(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var limits = SMTPConversation.Limits()
        limits.messageBytes = settings.messageBytes
        var conversation = SMTPConversation(domain: settings.domain, limits: limits)
        func say(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text + "\r\n")) }
        try await say(conversation.greeting)
        for try await buffer in inbound {
            conversation.receive(buffer.readableBytesView)
            while let step = conversation.next() {
                var step = step
                switch step {
                case .recipient(let name): step = conversation.answer(await recipient(name))
                case .message(let bytes):
                    let (sender, name) = (conversation.sender, conversation.takeRecipient())
                    step = conversation.answer(await deliver(bytes, from: sender, to: name))
                case .reply, .end: break
                }
                switch step {
                case .reply(let text): try await say(text)
                case .end(let text): return try await say(text)
                case .recipient, .message: break
                }
            }
        }
    }

    // MARK: Webhooks

    private func recipient(_ name: String) async -> String {
        do {
            return try await hooks.takes(secret: name, kind: .mail) ? "250 Go on" : "550 There is no such webhook"
        } catch {
            return failed(error)
        }
    }

    private func deliver(_ bytes: [UInt8], from sender: String, to name: String) async -> String {
        do {
            let bundle = MailBundle.value(bytes, sender: sender, recipient: "\(name)@\(settings.domain)")
            switch try await hooks.deliver(secret: name, bundle: bundle, bytes: Int64(bytes.count), kind: .mail) {
            case .accepted, .response: return "250 It is on disk"
            case .unknown, .gone: return "550 There is no such webhook"
            case .full: return "452 The queue of this webhook is full"
            case .tooMany(let seconds): return "450 Too many messages; try again in \(seconds) s"
            case .refused(let refusal): return "550 \(refusal.message)"
            case .stopped: return "550 This would go round in a circle"
            }
        } catch let reached as PlanLimitReached {
            return "552 \(reached.message)"
        } catch {
            return failed(error)
        }
    }

    private func failed(_ error: any Error) -> String {
        logger.error("Mail for a webhook could not be taken in", metadata: ["error": "\(error)"])
        return "451 Something went wrong here; try again later"
    }
}

/// Closes a connection on which nothing happens.
private final class CloseWhenIdle: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
