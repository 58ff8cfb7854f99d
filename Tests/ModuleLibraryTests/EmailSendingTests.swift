import Automation
import Foundation
import ModuleLibrary
import TestSupport
import Testing
import Values

/// What aiosmtpd took, as Python's `email` reads it.
private struct Delivered: Decodable {
    struct Header: Decodable {
        let name: String
        let value: String
    }
    struct File: Decodable, Equatable {
        let name: String
        let type: String
        let bytes: Data
    }

    let sender: String
    let recipients: [String]
    let from: String
    let to: String
    let subject: String
    let id: String
    let text: String
    let html: String?
    let headers: [Header]
    let attachments: [File]
    let defects: [String]
    let secured: Bool
    let user: String?

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    static func next(_ server: PeerProgram) async throws -> Delivered {
        try JSONDecoder().decode(Delivered.self, from: Data(try await server.line().utf8))
    }
}

func smtp(_ server: PeerProgram, _ change: Fields = [:]) -> [String: Connection] {
    var fields: Fields = ["host": "127.0.0.1", "port": .text("\(server.port)"), "security": "none", "from": "me@example.com"]
    for (key, value) in change { fields[key] = value }
    return ["account": connection("account:smtp", fields)]
}

@Suite(.timeLimit(.minutes(2))) struct EmailSendingTests {
    private let library: ModuleLibrary

    init() throws { library = ModuleLibrary(httpSettings: try .loopback()) }

    @Test func `an email arrives with all that it has`() async throws {
        let server = try await PeerProgram("smtp.py")
        let file = Buffer(bytes: (0..<2000).map { UInt8(truncatingIfNeeded: $0) })
        let mapper: Fields = [
            "to": ["Ada <ada@example.com>", "bob@example.org"], "cc": "\"Eve, E.\" <eve@example.org>, dan@example.org",
            "bcc": ["secret@example.org"], "subject": "Grüße", "contentType": "html", "html": "<p>Grüße</p>", "text": "",
            "attachments": [["fileName": "Übersicht.pdf", "data": .buffer(file)], ["fileName": "a.csv", "data": "x;y"]],
            "replyTo": "answers@example.com", "inReplyTo": "<1@example.com>", "references": ["<0@example.com>", "<1@example.com>"],
            "priority": "high", "headers": [["key": "X-Mine", "value": "ü"]],
        ]
        let output = try await run(library, "email:ActionSendEmail", mapper, key: "run1:2:0.1", connections: smtp(server))
        let delivered = try await Delivered.next(server)
        #expect(delivered.sender == "me@example.com" && delivered.from == "me@example.com")
        #expect(
            delivered.recipients == [
                "ada@example.com", "bob@example.org", "eve@example.org", "dan@example.org", "secret@example.org",
            ])
        #expect(delivered.to == "Ada <ada@example.com>, bob@example.org")
        #expect(delivered["cc"] == "\"Eve, E.\" <eve@example.org>, dan@example.org" && delivered["bcc"] == nil)
        #expect(delivered.subject == "Grüße" && delivered.html == "<p>Grüße</p>\n" && delivered.text == "")
        #expect(
            delivered.attachments == [
                .init(name: "Übersicht.pdf", type: "application/pdf", bytes: Data(file.bytes)),
                .init(name: "a.csv", type: "text/csv", bytes: Data("x;y".utf8)),
            ])
        #expect(delivered["reply-to"] == "answers@example.com" && delivered["in-reply-to"] == "<1@example.com>")
        #expect(delivered["references"] == "<0@example.com> <1@example.com>" && delivered["importance"] == "High")
        #expect(delivered["x-mine"] == "ü" && delivered["auto-submitted"] == nil && delivered.defects == [])
        #expect(delivered.id == "<run1-2-0-1@example.com>")
        #expect(output.bundles == [["messageId": "<run1-2-0-1@example.com>"]] && output.transfer > 3000)
        await library.shutdown()
    }

    @Test func `people may be as an email that was read has them`() async throws {
        let server = try await PeerProgram("smtp.py")
        func person(_ name: String, _ address: String) -> Value { ["name": .text(name), "address": .text(address)] }
        let mapper: Fields = [
            "to": [person("Ada, L.", "ada@example.com"), "bob@example.org", [person("", "eve@example.org")]],
            "cc": person("Dan", "dan@example.org"), "bcc": [person("", "secret@example.org"), person("", "")],
            "replyTo": [person("Me", "answers@example.com")], "from": person("Me", "own@example.com"), "text": "x",
        ]
        _ = try await run(library, "email:ActionSendEmail", mapper, connections: smtp(server))
        let delivered = try await Delivered.next(server)
        #expect(delivered.to == "\"Ada, L.\" <ada@example.com>, bob@example.org, eve@example.org")
        #expect(delivered["cc"] == "Dan <dan@example.org>" && delivered["reply-to"] == "Me <answers@example.com>")
        #expect(delivered.from == "Me <own@example.com>" && delivered.recipients.last == "secret@example.org")
        await library.shutdown()
    }

    @Test func `a connection's sender may have a name`() async throws {
        let server = try await PeerProgram("smtp.py")
        let mapper: Fields = ["to": "a@example.com", "text": "x"]
        _ = try await run(library, "email:ActionSendEmail", mapper, connections: smtp(server, ["from": "Mé <me@x.example>"]))
        let delivered = try await Delivered.next(server)
        #expect(delivered.from == "Mé <me@x.example>" && delivered.sender == "me@x.example")
        for from in ["nobody", "", "a@example.com, b@example.com"] {
            let failure = try await failure {
                _ = try await run(library, "email:ActionSendEmail", mapper, connections: smtp(server, ["from": .text(from)]))
            }
            #expect(failure.type == "InvalidConfigurationError" && !failure.began, "\(failure)")
        }
        await library.shutdown()
    }

    @Test(
        arguments: [
            (["to": "a@example.com", "subject": "", "contentType": "text", "text": "Hi\nyou"], "Hi\nyou\n", nil),
            (["to": ["a@example.com"], "contentType": "html", "html": "<b>x</b>", "text": "x"], "x\n", "<b>x</b>\n"),
            (["to": ["a@example.com"], "text": "plain"], "plain\n", nil),
        ] as [(Fields, String, String?)])
    func `text and HTML`(mapper: Fields, text: String, html: String?) async throws {
        let server = try await PeerProgram("smtp.py")
        _ = try await run(library, "email:ActionSendEmail", mapper, connections: smtp(server))
        let delivered = try await Delivered.next(server)
        #expect(delivered.text == text && delivered.html == html && delivered.attachments == [])
        await library.shutdown()
    }

    @Test func `a secured connection signs in, at the address that was checked`() async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await PeerProgram(
            "smtp.py", ["--certificate", certificate.path, "--secure", "--user", "ada", "--password", "pw"])
        let connections = smtp(
            server, ["security": "tls", "user": "ada", "password": "pw", "authorities": .text(try certificate.text())])
        _ = try await run(library, "email:ActionSendEmail", ["to": "a@example.com", "text": "x"], connections: connections)
        let delivered = try await Delivered.next(server)
        #expect(delivered.secured && delivered.user == "ada")
        await library.shutdown()
    }

    @Test(
        arguments: [
            ["to": []], ["to": ["nobody"]], ["to": ["name": "Ada"]], ["to": [["name": "Ada", "address": "nobody"]]],
            ["to": "a@example.com", "subject": "a\nBcc: b@example.com"],
            ["to": "a@example.com", "headers": [["key": "Bcc", "value": "b@example.com"]]],
            ["to": "a@example.com", "headers": [["key": "X-A", "value": "1\r\nBcc: b@example.com"]]],
            ["to": "a@example.com", "inReplyTo": "what you said"], ["to": "a@example.com", "from": "\"Your assistant\" your-address"],
        ] as [Fields])
    func `what is no email is refused before it begins`(mapper: Fields) async throws {
        let server = try await PeerProgram("smtp.py")
        let failure = try await failure { _ = try await run(library, "email:ActionSendEmail", mapper, connections: smtp(server)) }
        #expect(failure.type == "DataError" && !failure.began, "\(failure)")
        await library.shutdown()
    }

    @Test func `failures have their classes, and don't show the password`() async throws {
        let server = try await PeerProgram("smtp.py", ["--refuse", "no@example.com", "--user", "ada", "--password", "right-one"])
        func fail(_ to: Value, _ change: Fields) async throws -> ModuleFailure {
            try await failure {
                _ = try await run(library, "email:ActionSendEmail", ["to": to, "text": "x"], connections: smtp(server, change))
            }
        }
        let refused = try await fail("no@example.com", ["user": "ada", "password": "right-one"])
        #expect(refused.type == "RuntimeError" && refused.began && refused.message.contains("550"), "\(refused)")
        let wrong = try await fail("a@example.com", ["user": "ada", "password": "wrong-one"])
        #expect(wrong.type == "RuntimeError" && !"\(wrong)".contains("-one"), "\(wrong)")
        let odd = try await fail("a@example.com", ["security": "maybe"])
        #expect(odd.type == "InvalidConfigurationError" && !odd.began, "\(odd)")
        let large = try await failure {
            let file: Value = [["fileName": "a", "data": .buffer(Buffer(bytes: Array(repeating: 0, count: 10_000_001)))]]
            _ = try await run(library, "email:ActionSendEmail", ["to": "a@example.com", "attachments": file], connections: smtp(server))
        }
        #expect(large.type == "MaxFileSizeExceededError" && !large.began, "\(large)")
        await server.stop()
        let down = try await fail("a@example.com", [:])
        #expect(down.type == "ConnectionError", "\(down)")
        await library.shutdown()
    }

    @Test(arguments: ["127.0.0.1", "localhost", "169.254.169.254", "10.0.0.1", "[::1]", "127.1"])
    func `mail servers that are not public are refused`(host: String) async throws {
        let library = ModuleLibrary()
        for (module, type) in [("email:ActionSendEmail", "account:smtp"), ("email:SearchEmails", "account:imap")] {
            let stored = connection(type, ["host": .text(host), "port": 2525, "user": "a@example.com", "security": "none"])
            let failure = try await failure {
                _ = try await run(library, module, ["to": "a@example.com", "text": "x"], connections: ["account": stored])
            }
            #expect(failure.type == "ConnectionError" && !failure.began && failure.message.contains("http.allowed"), "\(failure)")
        }
        await library.shutdown()
    }
}
