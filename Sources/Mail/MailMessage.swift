package import Values

/// A message to people: a text, or the same as HTML, or both, and what goes with it.
package struct MailMessage: Hashable, Sendable {
    package var from: MailAddress
    /// 1 to 100 recipients of all kinds, which is what a server has to take at least (RFC 5321 §4.5.3.1.8). Each sees the others,
    /// but for those of ``bcc``.
    package var to: [MailAddress]
    package var cc: [MailAddress] = []
    package var bcc: [MailAddress] = []
    package var subject: String
    /// Empty where there is HTML only.
    package var text: String
    package var html: String?
    package var attachments: [Attachment] = []
    /// `left@right`, without angle brackets. The same message sent twice has the same id, so that its readers can tell.
    package var id: String
    package var date: Timestamp
    /// Who has sent it, where that is not who it is from.
    package var sender: MailAddress?
    package var replyTo: MailAddress?
    /// Ids of other messages, as ``id``.
    package var inReplyTo: String?
    package var references: [String] = []
    package var priority = Priority.normal
    /// Besides those that follow from all else.
    package var headers: [Header] = []
    /// Nobody's out-of-office notice should answer it.
    package var isAutomatic = true

    package struct Attachment: Hashable, Sendable {
        package var fileName: String
        /// `application/pdf`; by the file's name if this is `nil`.
        package var type: String?
        /// An id by which the HTML shows it (`cid:`), without angle brackets.
        package var contentID: String?
        package var bytes: [UInt8]

        package init(fileName: String, type: String? = nil, contentID: String? = nil, bytes: [UInt8]) {
            self.fileName = fileName
            self.type = type
            self.contentID = contentID
            self.bytes = bytes
        }
    }

    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Priority: String, Sendable {
        case high, normal, low
    }

    package init(
        from: MailAddress, to: [MailAddress], subject: String, text: String, html: String? = nil, id: String, date: Timestamp
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.id = id
        self.date = date
    }

    /// Those of the envelope, each once.
    package var recipients: [MailAddress] {
        var seen: Set<String> = []
        return (to + cc + bcc).filter { seen.insert($0.address).inserted }
    }

    static let maximumRecipients = 100
}
