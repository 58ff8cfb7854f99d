import Automation
import Mail
import Values

/// An email that is put together from the fields of a module.
enum MailDraft {
    static func message(_ input: ModuleInput, from sender: MailAddress) throws(ModuleFailure) -> MailMessage {
        do {
            return try build(input, from: sender)
        } catch {
            throw error.refusal
        }
    }

    /// As it goes over the line.
    /// - Parameter limit: `mail.messageBytes`
    static func rendered(_ message: MailMessage, limit: Int = 10_000_000) throws(ModuleFailure) -> [UInt8] {
        // What is too large already isn't encoded first.
        let files = message.attachments.reduce(0) { $0 + $1.bytes.count }
        let bytes: [UInt8]
        do {
            bytes = files > limit ? [] : try message.rendered()
        } catch {
            throw error.refusal
        }
        guard max(files, bytes.count) <= limit else {
            throw ModuleFailure(
                "MaxFileSizeExceededError", "The email is larger than \(limit) bytes with its attachments (limit mail.messageBytes).",
                began: false)
        }
        return bytes
    }

    private static func build(_ input: ModuleInput, from own: MailAddress) throws(MailFailure) -> MailMessage {
        let mapper = input.mapper
        let isText = mapper.text("contentType").map { $0 == "text" } ?? (mapper.text("html") == nil)
        let from = try addresses(mapper, "from").first ?? own
        var message = MailMessage(
            from: from, to: try addresses(mapper, "to"), subject: mapper.text("subject") ?? "",
            text: mapper.text("text") ?? "", html: isText ? nil : mapper.text("html") ?? "", id: id(input.idempotencyKey, at: from),
            date: .now())
        message.cc = try addresses(mapper, "cc")
        message.bcc = try addresses(mapper, "bcc")
        message.sender = try addresses(mapper, "sender").first
        message.replyTo = try addresses(mapper, "replyTo").first
        message.inReplyTo = mapper.text("inReplyTo").map(\.trimmingWhitespace)
        message.references = mapper.texts("references").flatMap { $0.split { " ,\r\n\t".contains($0) }.map(String.init) }
        message.priority = mapper.text("priority").flatMap { MailMessage.Priority(rawValue: $0.lowercased()) } ?? .normal
        message.headers = mapper.rows("headers").compactMap { row in
            (row.text("key") ?? row.text("name")).map { .init(name: $0.trimmingWhitespace, value: row["value"]?.moduleText ?? "") }
        }
        message.attachments = mapper.rows("attachments").compactMap(attachment)
        message.isAutomatic = false
        return message
    }

    private static func attachment(_ row: Fields) -> MailMessage.Attachment? {
        guard let data = row["data"], !data.isNull else { return nil }
        return MailMessage.Attachment(
            fileName: row.text("fileName") ?? "file", type: row.text("contentType"), contentID: row.text("cid") ?? row.text("contentId"),
            bytes: data.moduleBytes)
    }

    /// A list, or one text with several in it.
    private static func addresses(_ mapper: Fields, _ name: String) throws(MailFailure) -> [MailAddress] {
        var found: [MailAddress] = []
        for person in try MailPerson.read(mapper[name]) { found.append(try person.checked) }
        return found
    }

    /// The same for every attempt, so that readers can tell a repetition.
    private static func id(_ key: String, at from: MailAddress) -> String {
        let left = key.isEmpty ? String(UInt64.random(in: .min ... .max), radix: 36) : key
        let safe = String(decoding: left.utf8.prefix(100).map { isSafe($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
        let host = from.address.split(separator: "@").last ?? "localhost"
        return "\(safe)@\(host)"
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
