package protocol MailSender: Sendable {
    /// Returns once a server has taken the message for all of its recipients. If it refuses one of them, nobody gets it.
    func send(_ message: MailMessage) async throws(MailFailure)
}
