import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct MailListenerTests {
    private static let mail =
        "From: Ann <ann@example.org>\r\nTo: hook\r\nSubject: =?UTF-8?B?SMOpbGxv?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nThe text.\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n"
        + "\r\n1;2\r\n--b--\r\n"

    /// A mail hook with a scenario that listens to it: the part of its address before the `@`.
    private func listening(_ client: any TestClientProtocol) async throws -> String {
        let blueprint: JSON = [
            "name": "Mail", "flow": [["id": 1, "module": "gateway:CustomMailHook", "version": 1, "parameters": [:], "mapper": [:]]],
            "metadata": ["version": 1],
        ]
        _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(blueprint.text())])
        let hook = try await client.ask(.get, "hooks?teamId=1")["hooks"]?[0]
        #expect(hook?["typeName"] == "gateway-mailhook" && hook?["type"] == "mail")
        return try #require(hook?["udid"]?.asText)
    }

    /// Says each line, and gives the code of each answer.
    private func say(_ lines: [String], port: Int) async throws -> [String] {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await client.executeThenClose { inbound, outbound in
            var codes: [String] = []
            var lines = lines[...]
            var pending = ""
            for try await buffer in inbound {
                pending += String(buffer: buffer)
                while let end = pending.firstIndex(of: "\r\n") {
                    let line = pending[..<end]
                    pending = String(pending[pending.index(after: end)...])
                    guard line.dropFirst(3).first == " " else { continue }
                    codes.append(String(line.prefix(3)))
                    guard let next = lines.popFirst() else { return codes }
                    try await outbound.write(ByteBuffer(string: next + "\r\n"))
                }
            }
            return codes
        }
    }

    @Test func `mail to a webhook's address waits for its scenario`() async throws {
        let installation = try await Installation()
        try await installation.working {
            try await installation.app.test(.router) { client in
                let secret = try await listening(client)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (ports, port) = AsyncStream.makeStream(of: Int.self)
                    let listener = MailListener(
                        engine: installation.engine, secrets: installation.secrets,
                        settings: MailInSettings(port: 0, domain: "hooks.test"),
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onRunning: { port.yield($0 ?? 0) })
                    group.addTask { try? await listener.run() }
                    let bound = try #require(await ports.first { _ in true })
                    let envelope = ["EHLO me", "MAIL FROM:<bounce@example.org>"]
                    let codes = try await say(
                        envelope + ["RCPT TO:<\(secret)@hooks.test>", "DATA", Self.mail + ".", "QUIT"], port: bound)
                    #expect(codes == ["220", "250", "250", "250", "354", "250", "221"])
                    let unknown = try await say(envelope + ["RCPT TO:<nobody@hooks.test>", "QUIT"], port: bound)
                    #expect(unknown == ["220", "250", "250", "550", "221"])
                    group.cancelAll()
                }
                let organization = installation.ours.id
                let taken = try await installation.engine.storage.write {
                    try HeldDeliveries($0).take(of: .init(1), in: organization, limit: 1)
                }
                var position = 0
                let bundle = try ValueCodec.decode(try #require(taken.inputs.first?.input), at: &position)[0]
                #expect(bundle?["subject"] == "Héllo" && bundle?["from"]?["address"] == "ann@example.org")
                #expect(bundle?["sender"] == "bounce@example.org" && bundle?["text"]?.asText?.hasPrefix("The text.") == true)
                #expect(bundle?["attachments"]?[0]?["fileName"] == "a.csv")
                #expect(bundle?["attachments"]?[0]?["data"]?.asBuffer?.bytes == Array("1;2".utf8))
                // A mail hook is no address of the web.
                #expect(try await client.ask(.post, "/hook/\(secret)", as: nil, [:]).status == .notFound)
            }
        }
    }
}
