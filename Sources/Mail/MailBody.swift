/// What a message holds, in parts where it takes parts (RFC 2046).
struct MailBody {
    let bytes: [UInt8]

    init(_ message: MailMessage) {
        guard !message.attachments.isEmpty else {
            bytes = Self.words(of: message)
            return
        }
        let boundary = "=_files_flowmeter"
        var all = Self.ended("Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n--\(boundary)\n")
        all += Self.words(of: message)
        for attachment in message.attachments { all += Self.ended("\n--\(boundary)\n") + Self.file(attachment) }
        bytes = all + Self.ended("\n--\(boundary)--\n")
    }

    private static func words(of message: MailMessage) -> [UInt8] {
        guard let html = message.html else { return part("text/plain", message.text) }
        guard !message.text.isEmpty else { return part("text/html", html) }
        // No line of an encoded part can begin like this: in quoted-printable a hex digit or a line end follows `=`.
        let boundary = "=_flowmeter"
        let opening = "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\n\n--\(boundary)\n"
        return ended(opening) + part("text/plain", message.text) + ended("\n--\(boundary)\n") + part("text/html", html)
            + ended("\n--\(boundary)--\n")
    }

    private static func part(_ type: String, _ text: String) -> [UInt8] {
        let body = BodyEncoding(text)
        return ended("Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: \(body.name)\n\n") + body.bytes
    }

    private static func file(_ attachment: MailMessage.Attachment) -> [UInt8] {
        let isShown = attachment.contentID != nil
        var head = "Content-Type: \(type(of: attachment))\nContent-Transfer-Encoding: base64\n"
        head += "Content-Disposition: \(isShown ? "inline" : "attachment");\n \(name(attachment.fileName))\n"
        if let id = attachment.contentID?.filter({ $0 != "<" && $0 != ">" }), id.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) {
            head += "Content-ID: <\(id)>\n"
        }
        return ended(head + "\n") + BodyEncoding.base64(attachment.bytes)
    }

    /// In ASCII as it is, else as RFC 2231 has it.
    private static func name(_ fileName: String) -> String {
        let name = fileName.isEmpty ? "file" : fileName
        let isPlain = name.utf8.allSatisfy { (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain, name.utf8.count <= 60 { return "filename=\"\(name)\"" }
        var encoded = ""
        for byte in name.utf8.prefix(200) {
            let isSafe = MailAddress.isAtomText(byte) && !"*'%".utf8.contains(byte) || byte == UInt8(ascii: ".")
            encoded += isSafe ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "filename*=utf-8''\(encoded)"
    }

    private static func type(of attachment: MailMessage.Attachment) -> String {
        if let type = attachment.type, type.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), type.utf8.contains(UInt8(ascii: "/")) {
            return type
        }
        let ending = attachment.fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    private static let types = [
        "csv": "text/csv", "gif": "image/gif", "htm": "text/html", "html": "text/html", "ics": "text/calendar", "jpeg": "image/jpeg",
        "jpg": "image/jpeg", "json": "application/json", "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml",
        "txt": "text/plain", "webp": "image/webp", "xml": "application/xml", "zip": "application/zip",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]

    private static func ended(_ text: String) -> [UInt8] { MailMessage.withNetworkLineEnds(text) }
}
