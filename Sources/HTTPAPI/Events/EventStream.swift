import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Sends events until the reader leaves or the server stops.
struct EventStream: Sendable {
    let source: EventSource
    var silence: Duration = .seconds(15)

    func response(to request: Request) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
            body: ResponseBody { writer in
                do {
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        let (chunks, sender) = AsyncStream.makeStream(
                            of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(Limits.streamBuffer))
                        // Says at once that the stream is open, before anything happens.
                        sender.yield(ServerEvent.comment)
                        try await withThrowingTaskGroup(of: Void.self) { group in
                            group.addTask { try await feed(sender) }
                            group.addTask { try await comment(sender) }
                            for await chunk in chunks.cancelOnGracefulShutdown() { try await writer.write(chunk) }
                            group.cancelAll()
                        }
                    }
                } catch is CancellationError {}
                try await writer.finish(nil)
            })
    }

    private func feed(_ sender: AsyncStream<ByteBuffer>.Continuation) async throws {
        defer { sender.finish() }
        try await source.forward { sender.yield($0.bytes) }
    }

    private func comment(_ sender: AsyncStream<ByteBuffer>.Continuation) async throws {
        while true {
            try await Task.sleep(for: silence)
            sender.yield(ServerEvent.comment)
        }
    }
}
