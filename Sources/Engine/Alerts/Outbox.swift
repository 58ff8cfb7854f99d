import Automation
package import Logging
import Mail
package import ModuleLibrary
package import StorageCore
package import Stores
package import Values

/// Sends what waits in the outbox, as often as it takes: a message that was written survives a crash, and may then come twice, with the
/// same id.
package struct Outbox: Sendable {
    private let storage: any Storage
    private let library: ModuleLibrary
    private let mail: MailDesk
    private let secrets: InstallationSecrets
    private let logger: Logger

    private static let batch = 20
    /// How long the attempt that is under way has a message for itself.
    private static let lease: Int64 = 120_000
    /// Minutes until the next attempt; after the last the message has failed.
    private static let retries: [Int64] = [1, 5, 15, 60, 240, 720]

    package init(storage: any Storage, library: ModuleLibrary, mail: MailDesk, secrets: InstallationSecrets, logger: Logger) {
        self.storage = storage
        self.library = library
        self.mail = mail
        self.secrets = secrets
        self.logger = logger
    }

    /// Says how many messages were tried.
    package func step(at now: Timestamp) async throws -> Int {
        let due = try await storage.read { try OutboxStore($0).due(at: now, limit: Self.batch) }
        guard !due.isEmpty else { return 0 }
        let leased = due.map { message in
            var message = message
            message.nextAttempt = Timestamp(milliseconds: now.milliseconds + Self.lease)
            return message
        }
        try await storage.write { transaction in for message in leased { try OutboxStore(transaction).save(message) } }
        for message in leased {
            let tried = await attempt(message, at: now)
            try await storage.write { try OutboxStore($0).save(tried) }
        }
        return due.count
    }

    /// Sends one message at once, without the outbox: for the test buttons. Throws ``OutboxFailure``.
    package func send(_ message: OutboxMessage, at now: Timestamp) async throws(OutboxFailure) {
        switch message.channel {
        case .email: try await mail(message, at: now)
        case .webhook: try await post(message, at: now)
        }
    }

    private func attempt(_ message: OutboxMessage, at now: Timestamp) async -> OutboxMessage {
        var tried = message
        tried.attempts += 1
        do throws(OutboxFailure) {
            try await send(message, at: now)
            tried.state = .sent
            tried.sent = now
            tried.error = nil
            tried.nextAttempt = nil
        } catch {
            tried.error = error.message
            let retry = Int(tried.attempts) - 1
            let isLast = !error.isTemporary || !Self.retries.indices.contains(retry)
            tried.state = isLast ? .failed : .waiting
            tried.nextAttempt = isLast ? nil : Timestamp(milliseconds: now.milliseconds + Self.retries[retry] * 60_000)
            logger.warning("A message could not be sent", metadata: ["message.id": "\(message.id)", "channel": "\(message.channel)"])
        }
        return tried
    }

    private func mail(_ message: OutboxMessage, at now: Timestamp) async throws(OutboxFailure) {
        do {
            try await mail.send(
                message.subject, message.body, to: message.destination, id: "\(message.organization)-\(message.id)", at: message.created)
        } catch {
            throw OutboxFailure(error.message, isTemporary: error.isTemporary)
        }
    }

    private func post(_ message: OutboxMessage, at now: Timestamp) async throws(OutboxFailure) {
        let secret = await signingSecret(of: message.organization) ?? []
        let signature = WebhookSignature.text(message.body, at: now.milliseconds, secret: secret)
        let status: Int
        do {
            status = try await library.post(
                message.destination, body: Array(message.body.utf8), contentType: "application/json",
                headers: [
                    ("Webhook-Id", "\(message.organization)-\(message.id)"), ("Webhook-Signature", signature),
                ])
        } catch {
            throw OutboxFailure(error.message, isTemporary: true)
        }
        guard (200..<300).contains(status) else {
            throw OutboxFailure("The webhook answered \(status).", isTemporary: status >= 500 || status == 429 || status == 408)
        }
    }

    private func signingSecret(of organization: Organization.ID) async -> [UInt8]? {
        let settings = try? await storage.read { try AlertStore($0).settings(of: organization) }
        return settings?.webhookSecret.flatMap(secrets.open)
    }
}

package struct OutboxFailure: Error, Hashable, Sendable {
    package let message: String
    package let isTemporary: Bool

    init(_ message: String, isTemporary: Bool) {
        self.message = message
        self.isTemporary = isTemporary
    }
}
