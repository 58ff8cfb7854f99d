import Mail
import Values

/// An email as modules hand it on.
struct MailOutput: Sendable {
    let bundle: Value
    /// Bytes that were read of it.
    let transfer: Int64

    init(_ message: IMAPSession.Message, folder: String, seen: Bool? = nil) {
        let read = ReadMessage(message.bytes)
        transfer = Int64(message.bytes.count)
        let from = Self.people(read, "from")
        bundle = [
            "id": .text("\(message.uid)"), "folder": .text(folder), "messageId": Self.text(read.headers["message-id"]),
            "subject": .text(read.subject), "from": from.first ?? .null, "sender": Self.people(read, "sender").first ?? from.first ?? .null,
            "to": .array(Self.people(read, "to")), "cc": .array(Self.people(read, "cc")), "bcc": .array(Self.people(read, "bcc")),
            "replyTo": .array(Self.people(read, "reply-to")), "date": read.date.map { .date($0) } ?? .null, "text": Self.text(read.text),
            "html": Self.text(read.html), "inReplyTo": Self.text(read.headers["in-reply-to"]),
            "references": .array((read.headers["references"] ?? "").split(whereSeparator: \.isWhitespace).map { .text(String($0)) }),
            "priority": .text(Self.priority(read.headers)),
            "seen": .boolean(seen ?? message.flags.contains { $0.lowercased() == "\\seen" }), "size": .number(Number(message.size)),
            "headers": .array(
                read.headers.fields.map { ["name": .text($0.name.lowercased()), "value": .text(read.headers.decoded($0))] }),
            "attachments": .array(read.attachments.map(Self.attachment)), "incomplete": .boolean(!message.isWhole || read.isCut),
        ]
    }

    private static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

    private static func people(_ message: ReadMessage, _ header: String) -> [Value] {
        AddressList.read(message.headers[header]).map { ["name": .text($0.name), "address": .text($0.address)] }
    }

    private static func attachment(_ attachment: ReadMessage.Attachment) -> Value {
        [
            "fileName": .text(attachment.fileName), "contentType": .text(attachment.type),
            "contentDisposition": .text(attachment.disposition), "contentId": text(attachment.contentID),
            "fileSize": .number(Number(attachment.bytes.count)), "data": .buffer(Buffer(bytes: attachment.bytes)),
        ]
    }

    private static func priority(_ headers: MailHeaders) -> String {
        switch headers["x-priority"]?.first ?? Character(headers["importance"].flatMap(\.first).map { $0.lowercased() } ?? "n") {
        case "1", "2", "h": "high"
        case "4", "5", "l": "low"
        default: "normal"
        }
    }
}
