import Automation
import ModuleLibrary
import TestSupport
import Testing
import Values

/// With aiosmtpd to send to and Dovecot to save in.
@Suite(.timeLimit(.minutes(2))) struct SavingSentTests {
    private let library: ModuleLibrary
    private let mapper: Fields = ["to": "a@example.com", "bcc": "b@example.com", "subject": "Kept", "text": "x"]

    init() throws { library = ModuleLibrary(httpSettings: try .loopback()) }

    private func connections(_ sender: PeerProgram, _ mailbox: PeerProgram, _ change: Fields = [:]) -> [String: Connection] {
        var fields: Fields = [
            "imapHost": "127.0.0.1", "imapPort": .text("\(mailbox.port)"), "imapSecurity": "none", "imapUser": "ada@example.com",
            "imapPassword": "secret",
        ]
        for (key, value) in change { fields[key] = value }
        return smtp(sender, fields)
    }

    private func emails(_ mailbox: PeerProgram, in folder: String) async throws -> [Value] {
        let fields: Fields = [
            "host": "127.0.0.1", "port": .text("\(mailbox.port)"), "security": "none", "user": "ada@example.com", "password": "secret",
        ]
        return try await run(
            library, "email:SearchEmails", ["folder": .text(folder), "maxResults": 10],
            connections: ["account": connection("account:imap", fields)]
        ).bundles
    }

    @Test(
        arguments: [
            ([], nil, "Sent"), (["--folder", "Gesendet &APw-"], "Gesendet ü", "Gesendet ü"),
            (["--folder", "&AMQ- Sent", "--sent", "Ä Sent"], nil, "Ä Sent"), (["--folder", "Sent"], nil, "Sent"),
        ] as [([String], String?, String)])
    func `an email is saved after it was sent, as read`(options: [String], folder: String?, place: String) async throws {
        let (sender, mailbox) = (try await PeerProgram("smtp.py"), try await PeerProgram("imap.py", options))
        for _ in 1...2 {
            let output = try await run(
                library, "email:ActionSendEmail", mapper, parameters: ["saveAfterSent": true, "folder": folder.map { .text($0) } ?? .null],
                connections: connections(sender, mailbox))
            #expect(output.bundles.first?["saved"] == true && output.bundles.first?["savedIn"] == .text(place), "\(output.bundles)")
            #expect(try await sender.line().contains("Kept"))
        }
        let saved = try await emails(mailbox, in: place)
        #expect(
            saved.count == 2
                && saved.allSatisfy { $0["subject"] == "Kept" && $0["seen"] == true && $0["text"]?.asText?.hasPrefix("x") == true })
        await library.shutdown()
    }

    @Test func `an email that can't be saved was sent all the same`() async throws {
        let (sender, mailbox) = (try await PeerProgram("smtp.py"), try await PeerProgram("imap.py"))
        for (change, folder) in [(["imapPassword": "wrong-one"], "Sent"), ([:], "No such"), (["imapPort": "1"], "Sent")]
            as [(Fields, Value)]
        {
            let output = try await run(
                library, "email:ActionSendEmail", mapper, parameters: ["saveAfterSent": true, "folder": folder], key: "k",
                connections: connections(sender, mailbox, change))
            let bundle = try #require(output.bundles.first)
            #expect(bundle["saved"] == false && bundle["messageId"] == "<k@example.com>", "\(bundle)")
            #expect(bundle["saveProblem"]?.asText.map { !$0.isEmpty && !$0.contains("wrong-one") } == true)
            #expect(try await sender.line().contains("Kept"))
        }
        await library.shutdown()
    }

    @Test(
        arguments: [
            (["imapHost": ""], "IMAP host"), (["imapPort": "0"], "port"), (["imapSecurity": "maybe"], "security"),
            (["imapHost": "169.254.169.254"], "http.allowed"),
        ] as [(Fields, String)])
    func `where nothing can be saved nothing is sent`(change: Fields, word: String) async throws {
        let (sender, mailbox) = (try await PeerProgram("smtp.py"), try await PeerProgram("imap.py"))
        let failure = try await failure {
            _ = try await run(
                library, "email:ActionSendEmail", mapper, parameters: ["saveAfterSent": true],
                connections: connections(sender, mailbox, change))
        }
        #expect(!failure.began && failure.message.contains(word), "\(failure)")
        // The first that the peer tells of is one that was sent later.
        var later = mapper
        later["subject"] = "Later"
        let output = try await run(library, "email:ActionSendEmail", later, connections: connections(sender, mailbox, change))
        #expect(output.bundles.first?["saved"] == nil)
        #expect(try await sender.line().contains("Later"))
        await library.shutdown()
    }

    @Test func `both servers are tried when a connection is verified`() async throws {
        let (sender, mailbox) = (try await PeerProgram("smtp.py"), try await PeerProgram("imap.py"))
        try await library.verify(try #require(connections(sender, mailbox)["account"]))
        let wrong = try #require(connections(sender, mailbox, ["imapPassword": "wrong-one"])["account"])
        let failure = await #expect(throws: ModuleFailure.self) { try await library.verify(wrong) }
        #expect(failure?.message.contains("user name and password") == true)
        await library.shutdown()
    }
}
