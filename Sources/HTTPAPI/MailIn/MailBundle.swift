import Mail
import Values

/// A message that was sent to a mail hook, as its scenario gets it.
enum MailBundle {
    static func value(_ bytes: [UInt8], sender: String, recipient: String) -> Value {
        let message = ReadMessage(bytes)
        let from = people(message, "from")
        return [
            "subject": .text(message.subject), "from": from.first ?? .null, "sender": .text(sender), "recipient": .text(recipient),
            "to": .array(people(message, "to")), "cc": .array(people(message, "cc")), "replyTo": .array(people(message, "reply-to")),
            "date": message.date.map { .date($0) } ?? .null, "messageId": text(message.headers["message-id"]),
            "text": text(message.text), "html": text(message.html),
            "headers": .array(
                message.headers.fields.map { ["name": .text($0.name.lowercased()), "value": .text(message.headers.decoded($0))] }),
            "attachments": .array(message.attachments.map(attachment)), "incomplete": .boolean(message.isCut),
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
}
