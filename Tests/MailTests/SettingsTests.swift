import Mail
import Testing

struct SettingsTests {
    private let from = Result { try MailAddress("flowmeter@example.com") }

    @Test(arguments: [
        ("smtp://mail.example.com:25", "mail.example.com:25", false), ("smtp://mail.example.com", "mail.example.com:587", false),
        ("smtps://mail.example.com/", "mail.example.com:465", true), ("SMTPS://[::1]:2465", "[::1]:2465", true),
        ("smtp://[::1]", "[::1]:587", false),
    ])
    func `a server is a scheme, a host and perhaps a port`(text: String, place: String, isSecure: Bool) throws {
        let server = try MailServer(text)
        #expect(server.place == place)
        #expect(server.isSecure == isSecure)
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://:25", "smtp://mail:0", "smtp://mail:70000", "smtp://mail:x",
        "smtp://user:hunter2@mail", "smtp://mail/path", "smtp://mail?x", "smtp://ma il", "smtp://[::1", "smtp://mäil", "smtp://mail\r\n",
    ])
    func `what is no server is refused, without repeating it`(text: String) throws {
        let failure = #expect(throws: MailFailure.self) { try MailServer(text) }
        #expect(failure?.message.contains("hunter2") == false)
    }

    @Test func `a password needs a user, and STARTTLS that can't be talked away`() throws {
        let from = try from.get()
        #expect(throws: MailFailure.self) { try MailSettings(server: "smtp://mail", user: "ada", from: from) }
        #expect(throws: MailFailure.self) { try MailSettings(server: "smtp://mail", password: "hunter2", from: from) }
        #expect(throws: MailFailure.self) {
            try MailSettings(server: "smtp://mail", startTLS: .optional, user: "ada", password: "hunter2", from: from)
        }
        #expect(throws: MailFailure.self) { try MailSettings(server: "smtp://mail", user: "ada", password: "hunter\u{0}2", from: from) }
    }

    @Test func `no description of the settings shows the password`() throws {
        let settings = try MailSettings(server: "smtp://mail", user: "ada", password: "hunter2", from: try from.get())
        var dumped = ""
        dump(settings, to: &dumped)
        for text in [dumped, "\(settings)", String(reflecting: settings)] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("ada"))
        }
    }
}
