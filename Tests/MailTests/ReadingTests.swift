import Mail
import TestSupport
import Testing
import Values

struct ReadingTests {
    private func read(_ lines: String...) -> ReadMessage { ReadMessage(Array(lines.joined(separator: "\r\n").utf8)) }

    @Test(arguments: [
        ("plain", "plain"), ("=?utf-8?Q?Gr=C3=BC=C3=9Fe_x?=", "Grüße x"), ("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?q?Gr=FC=DFe?= and =?utf-8?q?more?=", "Grüße and more"), ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?Q?=C3?=\r\n =?utf-8?Q?=BC?=", "ü"), ("=?windows-1252?q?=80?=", "€"), ("=?utf-8*de?q?a?=", "a"),
        ("=?koi8-r?q?=D0=D2=C9?=", "при"), ("=?windows-1250?q?=E8au?=", "čau"), ("=?klingon?q?=E8?=", "è"), ("=?gb2312?q?=C4=E3?=", "你"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="), ("a =? b", "a =? b"), ("=?utf-8?q?open", "=?utf-8?q?open"),
        ("Grüße", "Grüße"),
    ])
    func `a subject is read`(raw: String, text: String) {
        #expect(read("Subject: \(raw)", "", "").subject == text)
    }

    @Test(arguments: [
        ("ada@example.com", [("", "ada@example.com")]), ("Ada <ada@example.com>", [("Ada", "ada@example.com")]),
        ("\"L, Ada\" <a@b.c>, =?utf-8?q?B=C3=B6b?= <b@b.c>", [("L, Ada", "a@b.c"), ("Böb", "b@b.c")]),
        ("a@b.c (Ada)", [("Ada", "a@b.c")]), ("Team: a@b.c, B <b@b.c>;, c@b.c", [("", "a@b.c"), ("B", "b@b.c"), ("", "c@b.c")]),
        ("\"Ada, C.\" ada@example.com", [("Ada, C.", "ada@example.com")]),
        ("\"a b\"@example.com", [("", "a b@example.com")]), ("a@example.com b@example.com", [("", "a@example.com b@example.com")]),
        ("undisclosed-recipients:;", []), ("\"a \\\"b\\\"\" <a@b.c>", [("a \"b\"", "a@b.c")]), ("", []), (",,", []),
    ])
    func `addresses are read`(header: String, people: [(String, String)]) {
        #expect(AddressList.read(header) == people.map { MailPerson(name: $0.0, address: $0.1) })
    }

    @Test(arguments: [
        ("Sun, 22 Nov 2026 11:00:00 +0100", "2026-11-22T10:00:00.000Z"), ("22 Nov 26 10:00 GMT", "2026-11-22T10:00:00.000Z"),
        ("Sun, 22 Nov 2026 05:00:00 EST", "2026-11-22T10:00:00.000Z"),
        ("22 November 2026 10:00:00 -0000 (UTC)", "2026-11-22T10:00:00.000Z"),
        ("Sun,22 Nov 99 00:00:00 +0000", "1999-11-22T00:00:00.000Z"), ("22 Nov 2026 10:00:00", "2026-11-22T10:00:00.000Z"),
    ])
    func `dates are read`(text: String, date: String) { #expect(Timestamp(mailDate: text)?.iso8601 == date) }

    @Test(arguments: [
        "", "yesterday", "30 Feb 2026 10:00:00 +0000", "22 Nov 2026", "22 Nov 2026 25:00:00 +0000", "22 Nov 2026 10 +0000",
        "22 Nox 2026 10:00",
        "22 Nov 2026 10:00:00 +9999", "22 Nov 99999999999 10:00:00",
    ])
    func `what is no date is none`(text: String) { #expect(Timestamp(mailDate: text) == nil) }

    @Test(arguments: [
        ("attachment; filename=a.txt", "a.txt"), ("attachment; filename=\"a; b.txt\"", "a; b.txt"),
        ("attachment; filename*=utf-8''%C3%BC.txt", "ü.txt"), ("attachment; filename*=iso-8859-1'de'%FC=.txt", "ü=.txt"),
        ("attachment; filename*0=\"a\"; filename*1=\"b.txt\"", "ab.txt"),
        ("attachment; filename*1*=%BC.txt; filename*0*=utf-8''%C3", "ü.txt"), ("attachment; filename=\"=?utf-8?q?=C3=BC?=\"", "ü"),
        ("attachment; filename=\"../../etc/passwd\"", "passwd"), ("attachment; filename=\"C:\\\\a.txt\"", "a.txt"),
        ("attachment", "attachment-1"),
    ])
    func `a file's name is read`(disposition: String, name: String) {
        let message = read("Content-Disposition: \(disposition)", "Content-Type: application/x-any", "", "x")
        #expect(message.attachments.map(\.fileName) == [name])
    }

    @Test func `parts beyond the limits are left out, and that is said`() {
        var limits = ReadMessage.Limits()
        limits.parts = 3
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 10) + "--b--\n"
        let cut = ReadMessage(Array(many.utf8), limits: limits)
        #expect(cut.isCut && cut.text == "x\nx")
        var deep = "text"
        for level in 0..<20 { deep = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(deep)\n--b\(level)--\n" }
        #expect(ReadMessage(Array(deep.utf8)).isCut)
    }

    @Test(arguments: ["=?a?q? ", "=?utf-8?q?a?= ", "(", "<", "\"", ";a*1=\"", "a,"])
    func `a header that goes on and on is read in time`(piece: String) {
        let long = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let message = read("Subject: \(long)", "From: \(long)", "Content-Disposition: \(long)", "Content-Type: \(long)", "", "x")
        #expect(message.subject.utf8.count <= 65_536)
        #expect(AddressList.read(message.headers["from"]).count <= 1000)
    }

    @Test func `a message that was cut off gives what there is of it`() {
        let message = read("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "one", "--b", "", "tw")
        #expect(message.text == "one\ntw" && !message.isCut)
        #expect(read("Subject: x").subject == "x")
        #expect(ReadMessage([]).text == "")
    }

    @Test func `what is written is what is read`() throws {
        for seed: UInt64 in 0..<50 {
            var generator = Seeded(seed)
            func text(_ most: Int) -> String {
                let alphabet = Array("ab \tüß€=?_.-<>\"日本\u{1F4B3}\n")
                return String(
                    (0..<Int.random(in: 0...most, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
            }
            func line(_ most: Int) -> String { text(most).filter { $0 != "\n" && $0 != "\t" } }
            var message = try message(
                subject: "s" + line(200) + "s", text: "x" + text(500), html: Bool.random(using: &generator) ? "<p>\(text(300))</p>" : nil)
            message.cc = [try MailAddress("cc@example.com", name: "n" + line(60) + "n")]
            message.headers = [.init(name: "X-Own", value: "v" + line(100) + "v")]
            for number in 0..<Int.random(in: 0...3, using: &generator) {
                let bytes = (0..<Int.random(in: 0...500, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
                message.attachments.append(
                    .init(fileName: "f\(number)" + line(30).filter { $0 != "?" }.replacing("\"", with: "") + ".bin", bytes: bytes))
            }
            let read = ReadMessage(try message.rendered())
            #expect(read.subject == message.subject, "seed \(seed)")
            let sent = message.text.hasSuffix("\n") ? message.text : message.text + "\n"
            #expect(read.text.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" } == sent, "seed \(seed)")
            #expect((read.html == nil) == (message.html == nil), "seed \(seed)")
            #expect(read.headers.text("x-own") == message.headers[0].value, "seed \(seed)")
            #expect(
                AddressList.read(read.headers["cc"]) == message.cc.map { MailPerson(name: $0.name ?? "", address: $0.address) },
                "seed \(seed)")
            #expect(read.attachments.map(\.bytes) == message.attachments.map(\.bytes), "seed \(seed)")
            #expect(read.attachments.map(\.fileName) == message.attachments.map(\.fileName), "seed \(seed)")
        }
    }

    @Test func `damaged messages are read without end or crash`() throws {
        let whole = try message(subject: "Grüße", text: "Text\n", html: "<p>x</p>").rendered()
        for seed: UInt64 in 0..<200 {
            var generator = Seeded(seed)
            var bytes = whole
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            _ = ReadMessage(bytes)
        }
    }
}
