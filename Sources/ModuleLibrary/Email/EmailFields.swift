import Automation
import Values

enum EmailFields {
    static func account(_ type: String) -> FieldDescriptor { FieldDescriptor("account", "Connection", type, required: true) }
    static let folder = FieldDescriptor("folder", "Folder", "folder", required: true, initial: "INBOX")
    static let id = FieldDescriptor(
        "id", "Email ID (UID)", required: true, help: "What another module of this app gave as id, of this folder.")
    static let markSeen = HTTPFields.flag("markSeen", "Mark as read when fetched", false, advanced: false)

    static let criteria = [
        FieldDescriptor(
            "criteria", "Criteria", "select", required: true, initial: "ALL",
            options: [.init("ALL", "All emails"), .init("UNSEEN", "Only unread emails"), .init("SEEN", "Only read emails")]),
        FieldDescriptor("from", "Sender email address", "email"), FieldDescriptor("to", "Recipient email address", "email"),
        FieldDescriptor("subject", "Subject", help: "A part of it."), FieldDescriptor("text", "Phrase", help: "Anywhere in the email."),
    ]

    static let content = [
        FieldDescriptor("to", "To", "array", required: true, help: "Addresses, with or without names; or what an email has there."),
        FieldDescriptor("subject", "Subject"),
        FieldDescriptor(
            "contentType", "Content type", "select", required: true, initial: "html",
            options: [.init("html", "HTML"), .init("text", "Plain text")]),
        FieldDescriptor("html", "Content (HTML)", multiline: true).shown(when: "contentType", is: "html"),
        FieldDescriptor("text", "Content (text)", multiline: true).shown(when: "contentType", is: "text"),
        FieldDescriptor(
            "attachments", "Attachments", "array",
            fields: [
                FieldDescriptor("fileName", "File name", "filename", required: true),
                FieldDescriptor("data", "Data", "buffer", required: true),
                FieldDescriptor("cid", "Content ID", help: "By which the HTML shows it, as cid:..."),
            ]), FieldDescriptor("cc", "Copy recipient", "array"), FieldDescriptor("bcc", "Blind copy recipient", "array"),
        FieldDescriptor("from", "From", "any", help: "The connection's own address if this is empty.", advanced: true),
        FieldDescriptor("sender", "Sender", "any", help: "If not the one that it is from.", advanced: true),
        FieldDescriptor("replyTo", "Reply-To", "any", advanced: true),
        FieldDescriptor("inReplyTo", "In-Reply-To", help: "ID of the message that it answers.", advanced: true),
        FieldDescriptor("references", "References", "array", help: "IDs of the messages before it.", advanced: true),
        FieldDescriptor(
            "priority", "Priority", "select", initial: "normal",
            options: [.init("high", "High"), .init("normal", "Normal"), .init("low", "Low")], advanced: true),
        FieldDescriptor(
            "headers", "Headers", "array", fields: [FieldDescriptor("key", "Name", required: true), FieldDescriptor("value", "Value")],
            advanced: true),
    ]

    static let sent = [FieldDescriptor("messageId", "Message ID")]

    private static func person(_ name: String, _ label: String, _ type: String = "collection") -> FieldDescriptor {
        FieldDescriptor(
            name, label, type, fields: [FieldDescriptor("name", "Name"), FieldDescriptor("address", "Email address", "email")])
    }

    static let email = [
        FieldDescriptor("id", "Email ID (UID)"), FieldDescriptor("folder", "Folder"), FieldDescriptor("messageId", "Message ID"),
        FieldDescriptor("subject", "Subject"), person("from", "From"), person("sender", "Sender"), person("to", "To", "array"),
        person("cc", "Copy recipient", "array"), person("bcc", "Blind copy recipient", "array"), person("replyTo", "Reply-To", "array"),
        FieldDescriptor("date", "Date", "date"), FieldDescriptor("text", "Text content"), FieldDescriptor("html", "HTML content"),
        FieldDescriptor("inReplyTo", "In-Reply-To"), FieldDescriptor("references", "References", "array"),
        FieldDescriptor("priority", "Priority"), FieldDescriptor("seen", "Read", "boolean"),
        FieldDescriptor("size", "Size", "uinteger", help: "In bytes."),
        FieldDescriptor(
            "headers", "Headers", "array", fields: [FieldDescriptor("name", "Name"), FieldDescriptor("value", "Value")]),
        FieldDescriptor(
            "attachments", "Attachments", "array",
            fields: [
                FieldDescriptor("fileName", "File name", "filename"), FieldDescriptor("contentType", "Content type"),
                FieldDescriptor("contentDisposition", "Content disposition"), FieldDescriptor("contentId", "Content ID"),
                FieldDescriptor("fileSize", "Size", "uinteger"), FieldDescriptor("data", "Data", "buffer"),
            ]), FieldDescriptor("incomplete", "Incomplete", "boolean", help: "The email is larger than what is read of one."),
    ]
}
