package import Values

/// A message to people: a text, and the same as HTML if there is more to see.
package struct MailMessage: Hashable, Sendable {
    package var from: MailAddress
    /// 1 to 100, which is what a server has to take at least (RFC 5321 §4.5.3.1.8). Each sees the others.
    package var to: [MailAddress]
    package var subject: String
    package var text: String
    package var html: String?
    /// `left@right`, without angle brackets. The same message sent twice has the same id, so that its readers can tell.
    package var id: String
    package var date: Timestamp

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

    static let maximumRecipients = 100
}
