import Automation
import Foundation
import ModuleLibrary
import TestSupport
import Testing
import Values

/// Against Dovecot as a running server.
@Suite(.timeLimit(.minutes(3))) struct MailboxTests {
    private let library: ModuleLibrary

    init() throws { library = ModuleLibrary(httpSettings: try .loopback()) }

    private static func message(_ number: Int, subject: String? = nil) -> String {
        """
        From: "Ada L." <ada@example.org>\r
        To: me@example.com\r
        Subject: \(subject ?? "Number \(number)")\r
        Message-ID: <\(number)@example.org>\r
        Date: Sun, 22 Nov 2026 11:00:00 +0100\r
        \r
        Text \(number)\r

        """
    }

    private func server(_ messages: [String], folders: [String] = [], _ options: [String] = []) async throws -> PeerProgram {
        try await PeerProgram(
            "imap.py",
            messages.flatMap { ["--message", Data($0.utf8).base64EncodedString()] } + folders.flatMap { ["--folder", $0] } + options)
    }

    private func imap(_ server: PeerProgram, _ change: Fields = [:]) -> [String: Connection] {
        var fields: Fields = [
            "host": "127.0.0.1", "port": .number(Number(server.port)), "security": "none", "user": "ada@example.com", "password": "secret",
        ]
        for (key, value) in change { fields[key] = value }
        return ["account": connection("account:imap", fields)]
    }

    private func subjects(_ output: EffectOutput) -> [String] { output.bundles.compactMap { $0["subject"]?.asText } }

    @Test func `a trigger gives the newest first, and then what comes`() async throws {
        let server = try await server((1...5).map { Self.message($0) })
        let connections = imap(server)
        func poll(_ state: Value, _ limit: Value = 2, criteria: Value = "ALL") async throws -> EffectOutput {
            try await run(
                library, "email:TriggerNewEmail", parameters: ["folder": "INBOX", "criteria": criteria, "maxResults": limit],
                connections: connections, state: state)
        }
        func arrive(_ number: Int) async throws {
            let mapper: Fields = ["folder": "INBOX", "to": "x@example.com", "subject": .text("Number \(number)"), "text": "x"]
            _ = try await run(library, "email:ActionCreateDraft", mapper, connections: connections)
        }
        var output = try await poll(.null)
        #expect(subjects(output) == ["Number 4", "Number 5"])
        #expect(output.bundles.first?["seen"] == false && output.transfer > 100)
        output = try await poll(output.state ?? .null)
        #expect(subjects(output) == [])
        for number in 6...8 { try await arrive(number) }
        output = try await poll(output.state ?? .null)
        #expect(subjects(output) == ["Number 6", "Number 7"])
        output = try await poll(output.state ?? .null)
        #expect(subjects(output) == ["Number 8"])
        #expect(output.state?["uid"] == 8)
        let moved: Value = ["uidValidity": 1, "uid": 8]
        #expect(subjects(try await poll(moved)) == ["Number 7", "Number 8"], "another validity is a first run")
        // Drafts are read already.
        #expect(subjects(try await poll(.null, 10, criteria: "UNSEEN")) == (1...5).map { "Number \($0)" })
        await library.shutdown()
    }

    @Test func `what is fetched can be marked as read`() async throws {
        let server = try await server((1...2).map { Self.message($0) })
        let parameters: Fields = ["folder": "INBOX", "criteria": "UNSEEN", "markSeen": true, "maxResults": 10]
        let first = try await run(library, "email:TriggerWatchEmails", parameters: parameters, connections: imap(server))
        #expect(first.bundles.map { $0["seen"] } == [true, true])
        let again = try await run(library, "email:TriggerWatchEmails", parameters: parameters, connections: imap(server))
        #expect(again.bundles.isEmpty)
        await library.shutdown()
    }

    @Test func `an email is read with its parts`() async throws {
        let text = """
            From: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= <ada@example.org>\r
            To: me@example.com, "Bob, B." <bob@example.com>\r
            Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\r
            X-Priority: 1\r
            Content-Type: multipart/mixed; boundary=b1\r
            \r
            --b1\r
            Content-Type: multipart/alternative; boundary=b2\r
            \r
            --b2\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Gr=FC=DFe=\r
             you\r
            --b2\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <p>hi</p>\r
            --b2--\r
            --b1\r
            Content-Type: application/pdf; name="a.pdf"\r
            Content-Disposition: attachment; filename*=utf-8''%C3%9Cbersicht.pdf\r
            Content-Transfer-Encoding: base64\r
            \r
            AQID\r
            --b1--\r

            """
        let server = try await server([text])
        let output = try await run(library, "email:ActionGetEmail", ["id": "1", "folder": "INBOX"], connections: imap(server))
        let email = try #require(output.bundles.first)
        #expect(email["subject"] == "Grüße" && email["from"] == ["name": "Grüße", "address": "ada@example.org"])
        #expect(email["to"]?[1] == ["name": "Bob, B.", "address": "bob@example.com"])
        #expect(email["text"] == "Grüße you" && email["html"] == "<p>hi</p>" && email["priority"] == "high")
        #expect(
            email["attachments"] == [
                [
                    "fileName": "Übersicht.pdf", "contentType": "application/pdf", "contentDisposition": "attachment", "contentId": nil,
                    "fileSize": 3, "data": .buffer(Buffer(bytes: [1, 2, 3])),
                ]
            ])
        #expect(email["seen"] == false && email["incomplete"] == false)
        await library.shutdown()
    }

    @Test func `emails are searched, moved, copied, marked and deleted`() async throws {
        let server = try await server(
            [Self.message(1), Self.message(2, subject: "Rechnung für März"), Self.message(3)], folders: ["Archive", "Caf&AOk-"])
        let connections = imap(server)
        func search(_ folder: Value, _ mapper: Fields = [:]) async throws -> [String] {
            var fields = mapper
            fields["folder"] = folder
            return subjects(try await run(library, "email:SearchEmails", fields, connections: connections))
        }
        func act(_ module: String, _ id: Value, _ folder: Value = "INBOX", to destination: Value = nil) async throws {
            let mapper: Fields = ["id": id, "folder": folder, "destinationFolder": destination]
            _ = try await run(library, module, mapper, connections: connections)
        }
        #expect(try await search("INBOX") == ["Number 3", "Rechnung für März", "Number 1"])
        #expect(try await search("INBOX", ["subject": "für M"]) == ["Rechnung für März"])
        #expect(try await search("INBOX", ["from": "ada@", "text": "Text \"3"]) == [])
        #expect(try await search("INBOX", ["from": "ada@", "text": "Text 3"]) == ["Number 3"])
        try await act("email:ActionMoveEmail", 1, to: "Archive")
        try await act("email:ActionCopyEmail", 2, to: "Café")
        try await act("email:ActionMarkAsRead", 3)
        #expect(try await search("INBOX", ["criteria": "UNSEEN"]) == ["Rechnung für März"])
        try await act("email:ActionMarkAsUnread", 3)
        #expect(try await search("INBOX", ["criteria": "UNSEEN"]) == ["Number 3", "Rechnung für März"])
        try await act("email:ActionDeleteEmail", 3)
        #expect(try await search("INBOX") == ["Rechnung für März"])
        #expect(try await search("Archive") == ["Number 1"])
        #expect(try await search("Café") == ["Rechnung für März"])
        for module in ["email:ActionDeleteEmail", "email:ActionGetEmail", "email:ActionMarkAsRead"] {
            let missing = try await failure { try await act(module, 99) }
            #expect(missing.type == "RuntimeError" && missing.message.contains("no email 99"), "\(missing)")
        }
        let nowhere = try await failure { _ = try await search("Nowhere") }
        #expect(nowhere.type == "RuntimeError" && nowhere.message.contains("refuses EXAMINE"), "\(nowhere)")
        let odd = try await failure { try await act("email:ActionDeleteEmail", "1:*") }
        #expect(odd.type == "DataError" && !odd.began, "\(odd)")
        await library.shutdown()
    }

    @Test func `a large email keeps its attachments whole`() async throws {
        let server = try await server([Self.message(1)])
        let file = Buffer(bytes: Array(repeating: 200, count: 300_000))
        let draft: Fields = [
            "folder": "INBOX", "to": "x@example.com", "text": "x", "attachments": [["fileName": "a.bin", "data": .buffer(file)]],
        ]
        _ = try await run(library, "email:ActionCreateDraft", draft, connections: imap(server))
        let output = try await run(library, "email:ActionGetEmail", ["id": "2"], connections: imap(server))
        #expect(output.bundles.first?["attachments"]?[0]?["data"]?.asBuffer?.bytes == file.bytes)
        #expect(output.transfer > 400_000)
        await library.shutdown()
    }

    @Test(arguments: [("tls", ["--secure"]), ("starttls", [])])
    func `a secured mailbox is read, if its certificate is trusted`(security: String, options: [String]) async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await server([Self.message(1)], folders: [], ["--certificate", certificate.path] + options)
        let trusted = imap(server, ["security": .text(security), "authorities": .text(try certificate.text())])
        #expect(subjects(try await run(library, "email:SearchEmails", connections: trusted)) == ["Number 1"])
        let failure = try await failure {
            _ = try await run(library, "email:SearchEmails", connections: imap(server, ["security": .text(security)]))
        }
        #expect(failure.message.contains("can't be verified"), "\(failure)")
        await library.shutdown()
    }

    @Test func `failures have their classes, and don't show the password`() async throws {
        let server = try await server([])
        let wrong = try await failure {
            _ = try await run(library, "email:SearchEmails", connections: imap(server, ["password": "wrong-one"]))
        }
        #expect(wrong.type == "RuntimeError" && wrong.message.contains("user name and password"), "\(wrong)")
        #expect(!"\(wrong)".contains("wrong-one"))
        try await library.verify(try #require(imap(server)["account"]))
        let denied = try #require(imap(server, ["password": "wrong-one"])["account"])
        await #expect(throws: wrong) { try await library.verify(denied) }
        let open = try await failure {
            _ = try await run(library, "email:SearchEmails", connections: imap(server, ["security": "starttls"]))
        }
        #expect(open.message.contains("STARTTLS"), "\(open)")
        let other = try await LocalPeer { _ in .silence }
        let port = other.port
        await other.stop()
        let down = try await failure {
            _ = try await run(library, "email:SearchEmails", connections: imap(server, ["port": .number(Number(port))]))
        }
        #expect(down.type == "ConnectionError", "\(down)")
        await library.shutdown()
    }
}
