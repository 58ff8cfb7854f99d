/// Why a message was not sent, in words for the operator. Never holds the password.
package struct MailFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was attempted, what came of it, what to do.
    package let message: String
    /// Whether the same message may go through later without anyone doing anything: the network, or an answer 4yz (RFC 5321 §4.2.1).
    /// If the connection broke after the text was sent, the server may have taken it; its readers know it by its message id.
    package let isTemporary: Bool
    /// The code of the server's answer, such as 550, where it was an answer.
    package let reply: Int?

    package init(_ message: String, isTemporary: Bool, reply: Int? = nil) {
        self.message = message
        self.isTemporary = isTemporary
        self.reply = reply
    }

    static func permanent(_ message: String) -> MailFailure { MailFailure(message, isTemporary: false) }

    package var description: String { message }
}
