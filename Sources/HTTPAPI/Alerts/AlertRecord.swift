import Ledger
import StorageCore
import Stores
import Values

/// Whom an organization tells about what.
enum AlertRecord {
    /// - Parameter secret: the whole secret of the webhook, in the one answer that shows it.
    static func record(_ settings: AlertSettings, secret: String?, _ transaction: any Transaction) throws -> Record {
        let masked = settings.webhookSecret.map { _ in "\(AlertInput.secretPrefix)****" }
        let on = AlertSettings.Kind.allCases.map { ($0.rawValue, JSON.boolean(settings.kinds.contains($0))) }
        return [
            "thresholds": settings.thresholds.percents, "email": settings.recipients, "webhookUrl": settings.webhook,
            "webhookSecret": secret ?? masked, "on": Record(.object(JSONObject(on))),
            "mailConfigured": try KeptMail(transaction).isConfigured,
        ]
    }

    static func record(_ message: OutboxMessage) -> Record {
        [
            "id": message.id, "at": message.created, "kind": message.kind, "subject": message.subject, "channel": message.channel.rawValue,
            "to": message.destination, "state": message.state.rawValue, "attempts": message.attempts, "error": message.error,
        ]
    }
}
