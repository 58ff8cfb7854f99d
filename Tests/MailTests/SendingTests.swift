import Foundation
import Mail
import TestSupport
import Testing

/// Against aiosmtpd as a running server.
@Suite(.timeLimit(.minutes(2))) struct SendingTests {
    @Test func `what is delivered is what was sent`() async throws {
        let server = try await PeerProgram("smtp.py")
        let text = "Grüße, Ada\n.\n..dots\nFrom here\n" + String(repeating: "long ", count: 300) + "\n"
        let message = try message(
            to: ["ada@example.com", "bob@example.org"], subject: "75 % of \u{1F4B3} credits are used, of the organization Grüße & Söhne",
            text: text, html: "<p>Grüße</p>\n")
        try await CurlMailSender(settings(server)).send(message)
        let delivered = try await server.delivered()
        #expect(Array(delivered.bytes) == (try message.rendered()))
        #expect(delivered.sender == "bounces@example.com")
        #expect(delivered.recipients == ["ada@example.com", "bob@example.org"])
        #expect(delivered.from == "Flowmeter <flowmeter@example.com>")
        #expect(delivered.to == "ada@example.com, bob@example.org")
        #expect(delivered.subject == message.subject)
        #expect(delivered.date == "Sun, 22 Nov 2026 10:00:00 +0000")
        #expect(delivered.id == "<1@example.com>")
        #expect(delivered.text == text)
        #expect(delivered.html == message.html)
        #expect(delivered.defects == [])
        #expect(!delivered.secured)
    }

    @Test(arguments: ["日本語だけの文です。\n", "x", "\n", ".", ".\n.\n", String(repeating: "0123456789", count: 100_000) + "\n"])
    func `a text arrives whole, whatever it holds`(text: String) async throws {
        let server = try await PeerProgram("smtp.py")
        let message = try message(text: text)
        // The server takes no more than a pipe holds before someone listens to it.
        async let told = server.delivered()
        try await CurlMailSender(settings(server)).send(message)
        let delivered = try await told
        #expect(Array(delivered.bytes) == (try message.rendered()))
        #expect(delivered.text == (text.hasSuffix("\n") ? text : text + "\n"))
    }

    @Test func `a refused recipient is a permanent failure that tells the server's reason, and nobody gets the message`() async throws {
        let server = try await PeerProgram("smtp.py", ["--refuse", "nobody@example.com"])
        let sender = CurlMailSender(try settings(server))
        let failure = await failure(of: sender, try message(to: ["ada@example.com", "nobody@example.com"]))
        #expect(failure?.isTemporary == false)
        #expect(failure?.reply == 550)
        #expect(failure?.message.contains("5.1.1 No such mailbox here") == true)
        // The next message is the first that the server took.
        try await sender.send(message(id: "2@example.com"))
        #expect(try await server.delivered().id == "<2@example.com>")
    }

    @Test func `a recipient that is put off is a temporary failure`() async throws {
        let server = try await PeerProgram("smtp.py", ["--defer", "later@example.com"])
        let failure = await failure(of: CurlMailSender(try settings(server)), try message(to: ["later@example.com"]))
        #expect(failure?.isTemporary == true)
        #expect(failure?.reply == 451)
    }

    @Test func `a server that is down is a temporary failure that names it`() async throws {
        let server = try await PeerProgram("smtp.py")
        let settings = try settings(server)
        await server.stop()
        let failure = await failure(of: CurlMailSender(settings), try message())
        #expect(failure?.isTemporary == true)
        #expect(failure?.message.contains(settings.server.place) == true)
    }

    @Test(arguments: ["--silent", "--stuck"]) func `a server that says nothing is given up in time`(option: String) async throws {
        let server = try await PeerProgram("smtp.py", [option])
        var settings = try settings(server)
        settings.timeout = 1
        let start = ContinuousClock.now
        let failure = await failure(of: CurlMailSender(settings), try message())
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(failure?.isTemporary == true)
        #expect(failure?.message.contains("mail.timeout") == true)
    }

    @Test(arguments: ["--silent", "--stuck"]) func `sending ends when its task is cancelled`(option: String) async throws {
        let server = try await PeerProgram("smtp.py", [option])
        let sender = CurlMailSender(try settings(server))
        let message = try message()
        let start = ContinuousClock.now
        let task = Task { await failure(of: sender, message) }
        task.cancel()
        #expect(await task.value?.message.contains("given up") == true)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `with a password the message is sent under the user's name`() async throws {
        let server = try await PeerProgram("smtp.py", ["--user", "ada", "--password", "hunter2 ü"])
        try await CurlMailSender(settings(server, user: "ada", password: "hunter2 ü")).send(message())
        #expect(try await server.delivered().user == "ada")
    }

    @Test func `a wrong password is a permanent failure that does not show it`() async throws {
        let server = try await PeerProgram("smtp.py", ["--user", "ada", "--password", "hunter2"])
        let failure = await failure(of: CurlMailSender(try settings(server, user: "ada", password: "hunter3")), try message())
        #expect(failure?.isTemporary == false)
        #expect(failure?.reply == 535)
        #expect(failure?.message.contains("hunter") == false)
    }

    @Test func `a server that wants a password says so`() async throws {
        let server = try await PeerProgram("smtp.py", ["--user", "ada", "--password", "hunter2"])
        let failure = await failure(of: CurlMailSender(try settings(server)), try message())
        #expect(failure?.isTemporary == false)
        #expect(failure?.reply == 530)
        #expect(failure?.message.contains("Set a user name and a password") == true)
    }

    @Test func `a message beyond the limit is refused before it is sent`() async throws {
        let server = try await PeerProgram("smtp.py")
        var settings = try settings(server)
        settings.maximumMessageBytes = 1000
        let failure = await failure(of: CurlMailSender(settings), try message(text: String(repeating: "x", count: 1000)))
        #expect(failure?.isTemporary == false)
        #expect(failure?.message.contains("mail.messageBytes") == true)
    }

    @Test func `many messages at once are sent one after the other`() async throws {
        let server = try await PeerProgram("smtp.py")
        let sender = CurlMailSender(try settings(server))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 { group.addTask { try await sender.send(try message(id: "\(number)@example.com")) } }
            try await group.waitForAll()
        }
        var ids: Set<String> = []
        for _ in 0..<20 { ids.insert(try await server.delivered().id) }
        #expect(ids.count == 20)
    }
}
