package import Values

/// A message as it came, read within limits: what is beyond them is left out and said so.
package struct ReadMessage: Sendable {
    package struct Limits: Sendable {
        /// `mail.parts`: of all depths.
        package var parts = 200
        /// `mail.depth`: how deep parts may be within parts.
        package var depth = 10

        package init() {}
    }

    package struct Attachment: Hashable, Sendable {
        package var fileName: String
        /// `application/pdf`
        package var type: String
        /// `attachment` or `inline`
        package var disposition: String
        /// Without angle brackets.
        package var contentID: String?
        package var bytes: [UInt8]
    }

    package let headers: MailHeaders
    package private(set) var text: String?
    package private(set) var html: String?
    package private(set) var attachments: [Attachment] = []
    /// Whether there is more than was read.
    package private(set) var isCut = false
    private var parts = 0

    package init(_ bytes: [UInt8], limits: Limits = Limits()) {
        let (headers, start) = MailHeaders.read(bytes[...])
        self.headers = headers
        read(headers, bytes[start...], limits, depth: 0)
    }

    package var subject: String { headers.text("subject") ?? "" }
    package var date: Timestamp? { headers["date"].flatMap { Timestamp(mailDate: $0) } }

    private mutating func read(_ headers: MailHeaders, _ body: ArraySlice<UInt8>, _ limits: Limits, depth: Int) {
        parts += 1
        guard parts <= limits.parts else {
            isCut = true
            return
        }
        let type = HeaderParameters(headers["content-type"] ?? "text/plain")
        if type.value.hasPrefix("multipart/"), let boundary = type["boundary"], !boundary.isEmpty {
            guard depth < limits.depth else {
                isCut = true
                return
            }
            for part in MultipartReader.parts(of: body, boundary: boundary) {
                let (headers, start) = MailHeaders.read(part)
                read(headers, part[start...], limits, depth: depth + 1)
            }
        } else {
            take(headers, type, TransferEncoding.decode(body, headers["content-transfer-encoding"]?.filter { !$0.isWhitespace }))
        }
    }

    private mutating func take(_ headers: MailHeaders, _ type: HeaderParameters, _ bytes: [UInt8]) {
        let disposition = HeaderParameters(headers["content-disposition"] ?? "")
        let fileName = disposition["filename"] ?? type["name"]
        let isText = disposition.value != "attachment" && fileName == nil
        let plain = { Charset.text(bytes, type["charset"]).replacing("\r\n", with: "\n") }
        switch type.value {
        case "text/plain" where isText, "" where isText: text = text.map { $0 + "\n" + plain() } ?? plain()
        case "text/html" where isText: html = html.map { $0 + "\n" + plain() } ?? plain()
        default:
            attachments.append(
                Attachment(
                    fileName: Self.bare(fileName) ?? Self.name(of: type.value, attachments.count + 1),
                    type: type.value, disposition: disposition.value == "inline" ? "inline" : "attachment",
                    contentID: headers["content-id"]?.filter { $0 != "<" && $0 != ">" && !$0.isWhitespace }, bytes: bytes))
        }
    }

    /// A name, and no path.
    private static func bare(_ name: String?) -> String? {
        name.flatMap { $0.split { $0 == "/" || $0 == "\\" }.last.map(String.init) }
    }

    private static func name(of type: String, _ number: Int) -> String {
        switch type {
        case "message/rfc822": "message-\(number).eml"
        case "text/calendar": "invitation-\(number).ics"
        default: "attachment-\(number)"
        }
    }
}
