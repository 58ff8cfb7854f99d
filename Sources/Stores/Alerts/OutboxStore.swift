package import StorageCore
package import Values

/// A message on its way out: written with what it tells about, sent after, as often as it takes.
package struct OutboxMessage: Hashable, Sendable {
    package enum Channel: String, Sendable { case email, webhook }
    package enum State: String, Sendable { case waiting, sent, failed }

    package var id: Int64 = 0
    package var organization: Organization.ID
    package var kind: String
    package var subject: String
    /// Text for e-mail, JSON for a webhook.
    package var body: String
    package var channel: Channel
    package var destination: String
    package var state = State.waiting
    package var attempts: Int64 = 0
    package var nextAttempt: Timestamp?
    package var created: Timestamp
    package var sent: Timestamp?
    package var error: String?

    package init(
        organization: Organization.ID, kind: String, subject: String, body: String, channel: Channel, destination: String,
        created: Timestamp
    ) {
        self.organization = organization
        self.kind = kind
        self.subject = subject
        self.body = body
        self.channel = channel
        self.destination = destination
        self.created = created
        nextAttempt = created
    }
}

package struct OutboxStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ messages: [OutboxMessage]) throws {
        for message in messages {
            let id = try SequenceStore(transaction).next("outbox")
            try transaction.execute(
                """
                INSERT INTO outbox (organization, id, kind, subject, body, channel, destination, state, attempts, next_attempt, created, sent, error)
                VALUES (\(message.organization), \(id), \(message.kind), \(message.subject), \(message.body), \(message.channel.rawValue),
                    \(message.destination), \(message.state.rawValue), \(message.attempts), \(message.nextAttempt), \(message.created), NULL, NULL)
                """)
        }
    }

    package func due(at now: Timestamp, limit: Int) throws -> [OutboxMessage] {
        try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM outbox WHERE state = \(OutboxMessage.State.waiting.rawValue) AND next_attempt <= \(now)
            ORDER BY next_attempt, id LIMIT \(limit)
            """
        ).map(Self.message)
    }

    package func save(_ message: OutboxMessage) throws {
        try transaction.execute(
            """
            UPDATE outbox SET state = \(message.state.rawValue), attempts = \(message.attempts), next_attempt = \(message.nextAttempt),
                sent = \(message.sent), error = \(message.error) WHERE organization = \(message.organization) AND id = \(message.id)
            """)
    }

    /// The newest first.
    package func messages(of organization: Organization.ID, limit: Int, offset: Int = 0) throws -> [OutboxMessage] {
        try transaction.rows(
            "SELECT \(literal: Self.columns) FROM outbox WHERE organization = \(organization) ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)"
        ).map(Self.message)
    }

    package func count(of organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM outbox WHERE organization = \(organization)")?.integer(0) ?? 0
    }

    static let columns =
        "id, organization, kind, subject, body, channel, destination, state, attempts, next_attempt, created, sent, error"

    private static func message(_ row: Row) throws -> OutboxMessage {
        var message = OutboxMessage(
            organization: .init(try row.integer(1)), kind: try row.text(2), subject: try row.text(3), body: try row.text(4),
            channel: OutboxMessage.Channel(rawValue: try row.text(5)) ?? .email, destination: try row.text(6),
            created: try row.timestamp(10))
        message.id = try row.integer(0)
        message.state = OutboxMessage.State(rawValue: try row.text(7)) ?? .waiting
        message.attempts = try row.integer(8)
        message.nextAttempt = try row.optionalTimestamp(9)
        message.sent = try row.optionalTimestamp(11)
        message.error = try row.optionalText(12)
        return message
    }
}
