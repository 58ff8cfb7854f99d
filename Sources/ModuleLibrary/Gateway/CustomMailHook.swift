import Automation
import Values

enum CustomMailHook {
    static let descriptor = ModuleDescriptor(
        name: "gateway:CustomMailHook", label: "Custom mailhook", summary: "Starts a run when mail is sent to the webhook's address.",
        app: .gateway, role: .trigger, effect: .pure,
        parameters: [
            FieldDescriptor("hook", "Webhook", "hook", required: true),
            FieldDescriptor(
                "maxResults", "Maximum number of results", "uinteger",
                help: "How many waiting messages a run takes that begins by a schedule, by hand or by the API.", initial: 1,
                advanced: true),
        ],
        output: [
            FieldDescriptor("subject", "Subject"), FieldDescriptor("from", "From", "collection", fields: person),
            FieldDescriptor("sender", "Envelope sender"), FieldDescriptor("recipient", "Envelope recipient"),
            FieldDescriptor("to", "To", "array", fields: person), FieldDescriptor("cc", "Cc", "array", fields: person),
            FieldDescriptor("replyTo", "Reply to", "array", fields: person), FieldDescriptor("date", "Date", "date"),
            FieldDescriptor("messageId", "Message ID"), FieldDescriptor("text", "Text"), FieldDescriptor("html", "HTML"),
            FieldDescriptor(
                "headers", "Headers", "array", fields: [FieldDescriptor("name", "Name"), FieldDescriptor("value", "Value")]),
            FieldDescriptor(
                "attachments", "Attachments", "array",
                fields: [
                    FieldDescriptor("fileName", "File name", "filename"), FieldDescriptor("contentType", "Content type"),
                    FieldDescriptor("contentDisposition", "Disposition"), FieldDescriptor("contentId", "Content ID"),
                    FieldDescriptor("fileSize", "Size", "uinteger"), FieldDescriptor("data", "Data", "buffer"),
                ]), FieldDescriptor("incomplete", "Is incomplete", "boolean"),
        ])

    private static let person = [FieldDescriptor("name", "Name"), FieldDescriptor("address", "Address", "email")]
}
