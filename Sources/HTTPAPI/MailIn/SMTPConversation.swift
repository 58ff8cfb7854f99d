/// What a mail server that delivers here says, and what it is answered (RFC 5321). Pure: bytes in, steps out.
///
/// A message has one recipient, as a recipient is a webhook and may refuse what another takes: a second one is told to come
/// with a message of its own, which every mail server does.
struct SMTPConversation {
    enum Step: Equatable {
        /// To be sent.
        case reply(String)
        /// Who is to get the message, as the part before the `@`: say ``answer(_:)``.
        case recipient(String)
        /// The message has come: say ``answer(_:)``.
        case message([UInt8])
        /// To be sent, and then it is over.
        case end(String)
    }

    struct Limits {
        /// `mailhook.messageBytes`
        var messageBytes = 10 << 20
        /// `mailhook.lineBytes`: of a command.
        var lineBytes = 2_048
        /// `mailhook.commands`: of one connection.
        var commands = 200
        /// `mailhook.errors`: wrong commands of one connection.
        var errors = 10
    }

    private enum Stage { case greeted, ready, sender, recipient, data }

    let domain: String
    let limits: Limits
    private var stage = Stage.greeted
    private var pending: [UInt8] = []
    private var position = 0
    private var data = SMTPData(limit: 0)
    private var commands = 0
    private var errors = 0
    private var asked: String?
    private(set) var sender = ""
    private(set) var recipient: String?

    init(domain: String, limits: Limits = Limits()) {
        self.domain = domain
        self.limits = limits
    }

    var greeting: String { "220 \(domain) takes mail for its webhooks" }

    mutating func receive(_ bytes: some Sequence<UInt8>) {
        pending.removeFirst(position)
        position = 0
        pending += bytes
    }

    /// What is to be done next; `nil`: more bytes are to come.
    mutating func next() -> Step? {
        if stage == .data { return nextOfData() }
        guard let end = pending[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            return pending.count - position > limits.lineBytes ? .end("500 The line is too long") : nil
        }
        guard end - position <= limits.lineBytes else { return .end("500 The line is too long") }
        var line = pending[position..<end]
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        position = end + 1
        commands += 1
        guard commands <= limits.commands else { return .end("421 Too many commands") }
        let step = command(String(decoding: line, as: UTF8.self))
        if case .reply(let text) = step, text.hasPrefix("5") {
            errors += 1
            if errors >= limits.errors { return .end("421 Too many errors") }
        }
        return step
    }

    /// What ``Step/recipient(_:)`` or ``Step/message(_:)`` came to: a reply to be sent.
    mutating func answer(_ reply: String) -> Step {
        if let asked {
            self.asked = nil
            if reply.hasPrefix("2") { (recipient, stage) = (asked, .recipient) } else { errors += 1 }
        }
        return errors >= limits.errors ? .end("421 Too many errors") : .reply(reply)
    }

    // MARK: Commands

    private mutating func command(_ line: String) -> Step {
        let verb = line.prefix { $0 != " " }.uppercased()
        let rest = line.dropFirst(verb.count).drop { $0 == " " }
        switch verb {
        case "HELO":
            reset()
            return .reply("250 \(domain)")
        case "EHLO":
            reset()
            return .reply("250-\(domain)\r\n250-SIZE \(limits.messageBytes)\r\n250-8BITMIME\r\n250 PIPELINING")
        case "MAIL": return mail(String(rest))
        case "RCPT": return rcpt(String(rest))
        case "DATA":
            guard stage == .recipient else { return .reply("503 Say who it is for first") }
            stage = .data
            data = SMTPData(limit: limits.messageBytes)
            return .reply("354 Send the message, and end it with a dot on a line of its own")
        case "RSET":
            if stage != .greeted { reset() }
            return .reply("250 Forgotten")
        case "NOOP": return .reply("250 Yes")
        case "VRFY": return .reply("252 Send it and see")
        case "QUIT": return .end("221 Goodbye")
        default: return .reply("502 That is not done here")
        }
    }

    private mutating func reset() { (stage, sender, recipient) = (.ready, "", nil) }

    private mutating func mail(_ text: String) -> Step {
        guard stage == .ready else { return .reply(stage == .greeted ? "503 Say EHLO first" : "503 There is a sender already") }
        guard let (path, parameters) = Self.path(text, after: "FROM:") else { return .reply("501 Say MAIL FROM:<address>") }
        for parameter in parameters.uppercased().split(separator: " ") where parameter.hasPrefix("SIZE=") {
            guard let size = Int(parameter.dropFirst(5)) else { return .reply("501 SIZE is a number of bytes") }
            if size > limits.messageBytes { return .reply(tooLarge) }
        }
        (sender, stage) = (path, .sender)
        return .reply("250 Go on")
    }

    private mutating func rcpt(_ text: String) -> Step {
        if stage == .recipient { return .reply("452 One recipient for each message") }
        guard stage == .sender else { return .reply("503 Say who it is from first") }
        guard let (path, _) = Self.path(text, after: "TO:"), let at = path.lastIndex(of: "@") else {
            return .reply("501 Say RCPT TO:<address>")
        }
        guard path[path.index(after: at)...].lowercased() == domain.lowercased() else {
            return .reply("550 No mail for that domain is taken here")
        }
        let name = path[..<at].lowercased()
        asked = name
        return .recipient(name)
    }

    /// `FROM:<ann@example.org> SIZE=100`
    private static func path(_ text: String, after word: String) -> (path: String, parameters: String)? {
        guard text.prefix(word.count).uppercased() == word else { return nil }
        let rest = text.dropFirst(word.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        return (String(rest[rest.index(after: rest.startIndex)..<end]), String(rest[rest.index(after: end)...]))
    }

    // MARK: The message

    private var tooLarge: String { "552 The message is larger than \(limits.messageBytes) bytes" }

    private mutating func nextOfData() -> Step? {
        let isOver = data.read(pending, from: &position)
        guard isOver else { return nil }
        let (message, isTooLarge) = (data.bytes, data.isTooLarge)
        data = SMTPData(limit: 0)
        stage = .ready
        return isTooLarge ? .reply(tooLarge) : .message(message)
    }

    /// The one that the message which has just come is for.
    mutating func takeRecipient() -> String {
        defer { reset() }
        return recipient ?? ""
    }
}

/// The bytes of a message, up to the dot on a line of its own; dots that were added at the begin of lines are gone.
///
/// Only CR LF ends a line: a lone LF that one server takes for a line end, and another doesn't, is how messages are smuggled.
struct SMTPData {
    private enum State { case lineStart, dot, dotReturn, carriageReturn, text }

    let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLarge = false
    private var state = State.lineStart

    init(limit: Int) { self.limit = limit }

    /// Reads on from `position`; true: the message is over.
    mutating func read(_ source: [UInt8], from position: inout Int) -> Bool {
        while position < source.count {
            let byte = source[position]
            position += 1
            switch (state, byte) {
            case (.lineStart, UInt8(ascii: ".")): state = .dot
            case (.dot, UInt8(ascii: "\r")): state = .dotReturn
            case (.dotReturn, UInt8(ascii: "\n")): return true
            case (.dotReturn, _):
                append(UInt8(ascii: "\r"))
                add(byte)
            case (.carriageReturn, UInt8(ascii: "\n")):
                append(byte)
                state = .lineStart
            default: add(byte)
            }
        }
        return false
    }

    private mutating func add(_ byte: UInt8) {
        append(byte)
        state = byte == UInt8(ascii: "\r") ? .carriageReturn : .text
    }

    private mutating func append(_ byte: UInt8) {
        guard bytes.count < limit else {
            isTooLarge = true
            return bytes.removeAll()
        }
        if !isTooLarge { bytes.append(byte) }
    }
}
