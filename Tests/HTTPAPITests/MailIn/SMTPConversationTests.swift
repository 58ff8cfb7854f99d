import Testing
import Values

@testable import HTTPAPI

struct SMTPConversationTests {
    private var limits: SMTPConversation.Limits {
        var limits = SMTPConversation.Limits()
        limits.messageBytes = 100
        return limits
    }

    /// All that is said and done, with each recipient but `nobody` accepted, for bytes that come in pieces of `size`.
    private func steps(_ text: String, pieces size: Int = 1_000_000, limits: SMTPConversation.Limits? = nil) -> [String] {
        var conversation = SMTPConversation(domain: "hooks.test", limits: limits ?? self.limits)
        var said: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            conversation.receive(bytes[start..<min(bytes.count, start + size)])
            while let step = conversation.next() {
                switch step {
                case .reply(let text): said.append(String(text.prefix(3)))
                case .end(let text):
                    return said + ["end \(text.prefix(3))"]
                case .recipient(let name):
                    guard case .reply(let text) = conversation.answer(name == "nobody" ? "550 no" : "250 yes") else {
                        return said + ["end"]
                    }
                    said.append("\(name) \(text.prefix(3))")
                case .message(let bytes):
                    said.append("\(conversation.sender) to \(conversation.takeRecipient()): \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        return said
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `a message is taken however it is cut into pieces`(_ size: Int) {
        let said = steps(
            "EHLO me\r\nMAIL FROM:<ann@example.org> SIZE=20\r\nRCPT TO:<Secret@Hooks.Test>\r\nDATA\r\nSubject: x\r\n\r\n..\r\n.\r\nQUIT\r\n",
            pieces: size)
        #expect(said == ["250", "250", "secret 250", "354", "ann@example.org to secret: Subject: x\r\n\r\n.\r\n", "end 221"])
    }

    @Test func `dots are taken away, and a lone line feed ends nothing`() {
        let said = steps(
            "HELO me\r\nMAIL FROM:<>\r\nRCPT TO:<a@hooks.test>\r\nDATA\r\n..a\r\n\n.\nb\r\n.\r\nNOOP\r\nQUIT\r\n")
        #expect(said == ["250", "250", "a 250", "354", " to a: .a\r\n\n.\nb\r\n", "250", "end 221"])
    }

    @Test(arguments: [
        ("MAIL FROM:<a@b.c>\r\n", ["503"]), ("EHLO x\r\nRCPT TO:<a@hooks.test>\r\n", ["250", "503"]),
        ("EHLO x\r\nDATA\r\n", ["250", "503"]), ("EHLO x\r\nMAIL FROM:<a@b.c> SIZE=101\r\n", ["250", "552"]),
        ("EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<a@elsewhere.test>\r\n", ["250", "250", "550"]),
        ("EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<nobody@hooks.test>\r\nDATA\r\n", ["250", "250", "nobody 550", "503"]),
        (
            "EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<a@hooks.test>\r\nRCPT TO:<b@hooks.test>\r\n",
            ["250", "250", "a 250", "452"]
        ), ("EHLO x\r\nSTARTTLS\r\nAUTH PLAIN\r\nNOOP\r\nVRFY a\r\nRSET\r\n", ["250", "502", "502", "250", "252", "250"]),
    ])
    func `what is out of place is refused`(_ text: String, _ expected: [String]) { #expect(steps(text) == expected) }

    @Test func `what is too long, too large or too much is bounded`() {
        #expect(steps(String(repeating: "x", count: 3_000)) == ["end 500"])
        #expect(steps(String(repeating: "BAD\r\n", count: 20)).last == "end 421")
        #expect(steps(String(repeating: "NOOP\r\n", count: 300)).last == "end 421")
        let large =
            "EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<a@hooks.test>\r\nDATA\r\n" + String(repeating: "x", count: 200) + "\r\n.\r\nNOOP\r\n"
        #expect(steps(large) == ["250", "250", "a 250", "354", "552", "250"])
    }
}
