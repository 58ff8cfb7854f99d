import Automation
import Mail
import Values

/// What a module looks for in a mailbox, as its fields say it.
struct MailSearch: Sendable {
    let folder: String
    let criteria: [MailCriterion]
    let limit: Int
    let marksSeen: Bool

    /// Bytes of emails that one operation reads; what is beyond comes with the next.
    static let maximumBytes = 25_000_000

    init(_ fields: Fields) throws(ModuleFailure) {
        folder = fields.text("folder") ?? "INBOX"
        limit = try fields.integer("maxResults", "Maximum number of emails", in: 1...500) ?? 10
        marksSeen = fields.flag("markSeen", false)
        var criteria: [MailCriterion] = []
        switch fields.text("criteria")?.uppercased() {
        case nil, "ALL": break
        case "UNSEEN", "UNREAD": criteria.append(.seen(false))
        case "SEEN", "READ": criteria.append(.seen(true))
        case let other?: throw .refused("'\(other.prefix(20))' is not a criterion; it is ALL, SEEN or UNSEEN.")
        }
        if let text = fields.text("from") { criteria.append(.from(text)) }
        if let text = fields.text("to") { criteria.append(.to(text)) }
        if let text = fields.text("subject") { criteria.append(.subject(text)) }
        if let text = fields.text("text") { criteria.append(.text(text)) }
        self.criteria = criteria
    }

    /// Reads emails of the open folder, and marks them as read where that is wanted.
    /// - Returns: those that there was room for, in the order of `uids`.
    func read(_ uids: some Collection<UInt32>, _ session: IMAPSession) throws(MailFailure) -> [(uid: UInt32, email: MailOutput)] {
        var read: [(uid: UInt32, email: MailOutput)] = []
        var bytes = 0
        for uid in uids {
            guard bytes < Self.maximumBytes else { break }
            guard let message = try session.message(uid) else { continue }
            bytes += message.bytes.count
            read.append((uid, MailOutput(message, folder: folder, seen: marksSeen ? true : nil)))
        }
        if marksSeen { try session.setSeen(read.map(\.uid), true) }
        return read
    }
}
