/// A conversation with a mailbox. Every call blocks: keep it on one thread that may, and within one operation.
package final class IMAPSession {
    private let connection: IMAPConnection
    private let settings: IMAPSettings
    private var number = 0
    private(set) var capabilities: Set<String> = []
    /// Bytes that the server may still send in answer to a command.
    private var allowance = 0

    package init(_ settings: IMAPSettings, cancellation: MailCancellation = MailCancellation()) throws(MailFailure) {
        self.settings = settings
        connection = try IMAPConnection(settings, cancellation)
        for response in try perform("CAPABILITY") {
            let words = response.start.split(separator: " ").map { $0.uppercased() }
            if words.dropFirst().first == "CAPABILITY" { capabilities.formUnion(words.dropFirst(2)) }
        }
    }

    /// A polite end. Without it the connection just ends.
    package func close() { _ = try? perform("LOGOUT") }

    // MARK: - Folders

    package struct Folder: Sendable {
        /// Changes when the numbers of messages don't mean anymore what they did.
        package var validity: UInt32
        /// What the next message will have, at least.
        package var nextUID: UInt32
    }

    package func open(_ folder: String, toChange: Bool = true) throws(MailFailure) -> Folder {
        var command = IMAPCommand(toChange ? "SELECT" : "EXAMINE")
        command.add(string: FolderName.encode(folder))
        var found = Folder(validity: 0, nextUID: 1)
        for response in try perform(command) {
            found.validity = Self.code("UIDVALIDITY", in: response.start) ?? found.validity
            found.nextUID = Self.code("UIDNEXT", in: response.start) ?? found.nextUID
        }
        return found
    }

    private static func code(_ name: String, in line: String) -> UInt32? {
        guard let range = line.firstRange(of: "[\(name) ") else { return nil }
        return UInt32(line[range.upperBound...].prefix { $0.isNumber })
    }

    // MARK: - Messages

    /// Numbers (UIDs) in ascending order of the messages of the folder that fit all criteria.
    package func search(_ criteria: [MailCriterion]) throws(MailFailure) -> [UInt32] {
        let isPlain = criteria.allSatisfy(\.isASCII)
        var command = IMAPCommand(isPlain ? "UID SEARCH" : "UID SEARCH CHARSET UTF-8")
        if criteria.isEmpty { command.add("ALL") }
        for criterion in criteria { criterion.add(to: &command) }
        var uids: [UInt32] = []
        for response in try perform(command) {
            let words = response.start.split(separator: " ")
            if words.count > 1, words[1].uppercased() == "SEARCH" { uids += words.dropFirst(2).compactMap { UInt32($0) } }
        }
        return uids.sorted()
    }

    package struct Message: Sendable {
        package var uid: UInt32
        package var flags: [String]
        /// Of the whole message, in bytes, as the server says it.
        package var size: Int
        /// The whole message; its headers only if it is larger than the limit.
        package var bytes: [UInt8]
        package var isWhole: Bool
    }

    /// `nil` where there is no such message. It does not become read by this.
    package func message(_ uid: UInt32) throws(MailFailure) -> Message? {
        guard let head = try fetch(uid, "(UID FLAGS RFC822.SIZE)") else { return nil }
        let size = Int(head["RFC822.SIZE"]?.number ?? 0)
        let isWhole = size <= settings.maximumMessageBytes
        guard let body = try fetch(uid, isWhole ? "(UID BODY.PEEK[])" : "(UID BODY.PEEK[HEADER])") else { return nil }
        guard let bytes = (body["BODY[]"] ?? body["BODY[HEADER]"])?.bytes else { return nil }
        return Message(
            uid: uid, flags: (head["FLAGS"]?.items ?? []).compactMap(\.text), size: size, bytes: bytes, isWhole: isWhole)
    }

    private func fetch(_ uid: UInt32, _ items: String) throws(MailFailure) -> [String: IMAPValue]? {
        for response in try perform(IMAPCommand("UID FETCH \(uid) \(items)")) {
            guard let values = response.values, values.count >= 4, values[2].text?.uppercased() == "FETCH" else { continue }
            let items = values[3].items
            var fields: [String: IMAPValue] = [:]
            for index in stride(from: 0, to: items.count - 1, by: 2) { fields[items[index].text?.uppercased() ?? ""] = items[index + 1] }
            if fields["UID"]?.number == uid { return fields }
        }
        return nil
    }

    package func setSeen(_ uids: [UInt32], _ isSeen: Bool) throws(MailFailure) {
        guard !uids.isEmpty else { return }
        _ = try perform(IMAPCommand("UID STORE \(Self.set(uids)) \(isSeen ? "+" : "-")FLAGS.SILENT (\\Seen)"))
    }

    package func copy(_ uid: UInt32, to folder: String) throws(MailFailure) { _ = try perform(Self.transfer("COPY", uid, folder)) }

    package func move(_ uid: UInt32, to folder: String) throws(MailFailure) {
        guard !capabilities.contains("MOVE") else {
            _ = try perform(Self.transfer("MOVE", uid, folder))
            return
        }
        try copy(uid, to: folder)
        try delete(uid)
    }

    /// Takes the message away; only marks it as deleted where the server can't take away one alone (without UIDPLUS).
    package func delete(_ uid: UInt32) throws(MailFailure) {
        _ = try perform(IMAPCommand("UID STORE \(uid) +FLAGS.SILENT (\\Deleted)"))
        if capabilities.contains("UIDPLUS") { _ = try perform(IMAPCommand("UID EXPUNGE \(uid)")) }
    }

    package func append(_ message: [UInt8], to folder: String, flags: String) throws(MailFailure) {
        var command = IMAPCommand("APPEND")
        command.add(string: FolderName.encode(folder))
        command.add(flags)
        command.add(literal: message)
        _ = try perform(command)
    }

    private static func transfer(_ name: String, _ uid: UInt32, _ folder: String) -> IMAPCommand {
        var command = IMAPCommand("UID \(name) \(uid)")
        command.add(string: FolderName.encode(folder))
        return command
    }

    private static func set(_ uids: [UInt32]) -> String { uids.map(String.init).joined(separator: ",") }

    // MARK: - Commands

    /// Sends a command and gives the server's untagged responses to it.
    func perform(_ command: IMAPCommand) throws(MailFailure) -> [IMAPResponse] {
        number += 1
        // Room for what a server sends beside a message: numbers of many others, above all.
        allowance = settings.maximumMessageBytes + 5_000_000
        let tag = "f\(number)"
        var responses: [IMAPResponse] = []
        var bytes = Array(tag.utf8) + [UInt8(ascii: " ")]
        for part in command.parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .literal(let literal):
                bytes += "{\(literal.count)}\r\n".utf8
                try connection.send(bytes)
                bytes = literal
                // The server asks for the literal, or says no at once.
                while true {
                    let response = try response()
                    if response.start.hasPrefix("+") { break }
                    try check(response, tag, command)
                    responses.append(response)
                }
            }
        }
        try connection.send(bytes + Array("\r\n".utf8))
        while true {
            let response = try response()
            guard try !check(response, tag, command) else { return responses }
            responses.append(response)
        }
    }

    /// True where the command has ended well.
    @discardableResult
    private func check(_ response: IMAPResponse, _ tag: String, _ command: IMAPCommand) throws(MailFailure) -> Bool {
        let line = response.start
        if line.uppercased().hasPrefix("* BYE"), command.name != "LOGOUT" {
            throw MailFailure("The mail server \(settings.place) has ended the conversation: \(line.withoutControls)", isTemporary: true)
        }
        guard line.hasPrefix(tag + " ") else { return false }
        let answer = line.dropFirst(tag.count + 1)
        guard answer.uppercased().hasPrefix("OK") else { throw IMAPFailure.refused(settings, command.name, String(answer)) }
        return true
    }

    private func response() throws(MailFailure) -> IMAPResponse {
        var response = IMAPResponse()
        while true {
            let line = try connection.line()
            try take(line.count + Self.overhead)
            // Words for people may end in anything.
            let isStatus = response.parts.isEmpty && !Self.mayHaveLiterals(line)
            guard !isStatus, let count = Self.literal(at: line) else {
                response.parts.append(.text(line))
                return response
            }
            try take(count)
            response.parts.append(.text(Array(line[..<(line.lastIndex(of: UInt8(ascii: "{")) ?? line.endIndex)])))
            response.parts.append(.literal(try connection.bytes(count)))
        }
    }

    /// Of a line in memory.
    private static let overhead = 100

    private func take(_ count: Int) throws(MailFailure) {
        allowance -= count
        guard allowance >= 0 else { throw IMAPFailure.unreadable(settings, "it is too large") }
    }

    private static func mayHaveLiterals(_ line: [UInt8]) -> Bool {
        guard line.starts(with: "* ".utf8) else { return false }
        let word = String(decoding: line.dropFirst(2).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self).uppercased()
        return !["OK", "NO", "BAD", "BYE"].contains(word)
    }

    /// The length of the literal that a line announces at its end: `{310}`.
    private static func literal(at line: [UInt8]) -> Int? {
        guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        let digits = line[(open + 1)..<(line.count - 1)]
        guard !digits.isEmpty, digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

/// What a message has to be, to be found (RFC 3501 §6.4.4).
package enum MailCriterion: Sendable {
    case seen(Bool)
    /// From this number on. A server gives the last message also where its number is lower.
    case uid(from: UInt32)
    case one(UInt32)
    case from(String)
    case to(String)
    case subject(String)
    /// In headers or body.
    case text(String)

    fileprivate var isASCII: Bool {
        switch self {
        case .from(let text), .to(let text), .subject(let text), .text(let text): text.utf8.allSatisfy { $0 < 0x80 }
        case .seen, .uid, .one: true
        }
    }

    fileprivate func add(to command: inout IMAPCommand) {
        switch self {
        case .seen(let isSeen): command.add(isSeen ? "SEEN" : "UNSEEN")
        case .uid(let first): command.add("UID \(first):*")
        case .one(let uid): command.add("UID \(uid)")
        case .from(let text): Self.add("FROM", text, to: &command)
        case .to(let text): Self.add("TO", text, to: &command)
        case .subject(let text): Self.add("SUBJECT", text, to: &command)
        case .text(let text): Self.add("TEXT", text, to: &command)
        }
    }

    private static func add(_ name: String, _ text: String, to command: inout IMAPCommand) {
        command.add(name)
        command.add(string: text)
    }
}
