import Foundation
import Mail
import Testing

struct RenderingTests {
    private func lines(_ message: MailMessage) throws -> [String] {
        String(decoding: try message.rendered(), as: UTF8.self).components(separatedBy: "\r\n")
    }

    private func subject(_ text: String) throws -> String {
        let lines = try lines(message(subject: text))
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("Date: ") })
        return lines[start..<end].joined(separator: "|")
    }

    @Test func `a message is headers, an empty line and a text`() throws {
        #expect(
            try lines(message()) == [
                "From: \"Flowmeter\"", " <flowmeter@example.com>", "To: ada@example.com", "Subject: Credits",
                "Date: Sun, 22 Nov 2026 10:00:00 +0000", "Message-ID: <1@example.com>", "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hello",
                "",
            ])
    }

    @Test func `a message with HTML offers both, the better one last`() throws {
        #expect(
            try lines(message(text: "Hello", html: "<p>Hello</p>")).dropFirst(8) == [
                "Content-Type: multipart/alternative; boundary=\"=_flowmeter\"", "", "--=_flowmeter",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hello", "", "--=_flowmeter",
                "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "<p>Hello</p>", "",
                "--=_flowmeter--", "",
            ])
    }

    @Test(arguments: [
        ("Credits", "Subject: Credits"),
        ("Grüße", "Subject: =?UTF-8?B?R3LDvMOfZQ==?="),
        ("=?UTF-8?B?eA==?=", "Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?="),
        (" padded ", "Subject: =?UTF-8?B?IHBhZGRlZCA=?="),
        (
            String(repeating: "x", count: 61),
            "Subject: =?UTF-8?B?eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4?=| =?UTF-8?B?eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA==?="
        ),
        // No character is cut.
        (
            "x" + String(repeating: "€", count: 16),
            "Subject: =?UTF-8?B?eOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrA==?=| =?UTF-8?B?4oKs4oKs4oKs4oKs?="
        ),
        // 13 characters of 3 bytes fill a word.
        (
            String(repeating: "€", count: 16),
            "Subject: =?UTF-8?B?4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs?=| =?UTF-8?B?4oKs4oKs4oKs?="
        ),
    ])
    func `a subject is plain where that is safe, else encoded words`(text: String, header: String) throws {
        #expect(try subject(text) == header)
    }

    @Test(arguments: [
        ("a=b, of course", "a=3Db, of course"),
        ("blank \ntab\t", "blank=20\r\ntab=09"),
        ("one\rtwo\r\nthree\n\nfive\n", "one\r\ntwo\r\nthree\r\n\r\nfive"),
        ("Grüße an alle, die dies lesen", "Gr=C3=BC=C3=9Fe an alle, die dies lesen"),
        (String(repeating: "x", count: 76), String(repeating: "x", count: 75) + "=\r\nx"),
        (".\n..\n", ".\r\n.."),
        ("", ""),
        ("Ω", "zqkNCg=="),
        (String(repeating: "Ω", count: 30), "zqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnOqc6pzqnO\r\nqc6pDQo="),
    ])
    func `a text is quoted-printable, or base64 where most would be quoted`(text: String, body: String) throws {
        let rendered = String(decoding: try message(text: text).rendered(), as: UTF8.self)
        #expect(rendered.hasSuffix("\r\n\r\n\(body)\r\n"))
    }

    @Test(arguments: ["short", String(repeating: "long ", count: 3000), String(repeating: "長い", count: 3000), "\u{0}\u{7}\u{1B}"])
    func `no line is longer than 78 bytes, and all is ASCII`(text: String) throws {
        let bytes = try message(subject: text.filter { $0 >= " " }, text: text, html: text).rendered()
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 77 && $0.last == UInt8(ascii: "\r") })
    }

    @Test(arguments: ["\r\nBcc: eve@example.com", "\nBcc: eve@example.com", "\rBcc: eve@example.com", "\u{0}", "\u{B}x"])
    func `a line end in a header is refused`(addition: String) throws {
        #expect(throws: MailFailure.self) { try message(subject: "Credits" + addition).rendered() }
        #expect(throws: MailFailure.self) { try message(id: "1@example.com" + addition).rendered() }
        #expect(throws: MailFailure.self) { try MailAddress("ada@example.com", name: "Ada" + addition) }
        #expect(throws: MailFailure.self) { try MailAddress("ada@example.com" + addition) }
    }

    @Test(arguments: [
        "ada@example.com", "a.b+c@x-y.example", "!#$%&'*/=?^_`{|}~-@localhost", String(repeating: "a", count: 64) + "@example.com",
    ])
    func `an address is a dot-atom at a host`(text: String) throws {
        #expect(try MailAddress(text).address == text)
    }

    @Test(arguments: [
        "", "ada", "@example.com", "ada@", "a b@example.com", "ada@exa mple.com", ".a@example.com", "a..b@example.com", "a.@example.com",
        "ada@-example.com", "ada@example-.com", "ada@example..com", "ada@example.com.", "<ada@example.com>", "ada@example.com>", "a@b@c",
        "a,b@example.com", "\"a\"@example.com", "ada@[127.0.0.1]", "ädä@example.com", "ada@exämple.com",
        String(repeating: "a", count: 65) + "@example.com", "a@" + String(repeating: "b.", count: 130) + "com",
    ])
    func `what is no address is refused`(text: String) throws {
        #expect(throws: MailFailure.self) { try MailAddress(text) }
    }

    @Test(arguments: [
        ("Ada", "\"Ada\""), ("Ada \"Countess\" \\", "\"Ada \\\"Countess\\\" \\\\\""), ("Zoë", "=?UTF-8?B?Wm/Dqw==?="),
        ("a@b, c", "\"a@b, c\""),
    ])
    func `a name is quoted or encoded`(name: String, phrase: String) throws {
        var message = try message()
        message.to = [try MailAddress("ada@example.com", name: name), try MailAddress("bob@example.com")]
        let lines = try lines(message)
        #expect(lines[2...4] == ["To: \(phrase)", " <ada@example.com>,", " bob@example.com"])
    }

    @Test(arguments: [0, 101]) func `a message has one to a hundred recipients`(count: Int) throws {
        let failure = #expect(throws: MailFailure.self) {
            try message(to: (0..<count).map { "a\($0)@example.com" }).rendered()
        }
        #expect(failure?.isTemporary == false)
    }
}
