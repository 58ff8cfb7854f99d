package import Ledger
package import StorageCore
package import Values

/// Whom an organization tells about what.
package struct AlertSettings: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case credits, transfer, budget, error, warning, deactivated, purchase
    }

    package var thresholds: Thresholds
    /// E-mail addresses.
    package var recipients: [String]
    package var webhook: String?
    /// Sealed by the installation's key.
    package var webhookSecret: [UInt8]?
    package var kinds: Set<Kind>

    package static let standard = AlertSettings(
        thresholds: .standard, recipients: [], webhook: nil, webhookSecret: nil,
        kinds: [.credits, .transfer, .budget, .error, .deactivated, .purchase])

    package init(thresholds: Thresholds, recipients: [String], webhook: String?, webhookSecret: [UInt8]?, kinds: Set<Kind>) {
        self.thresholds = thresholds
        self.recipients = recipients
        self.webhook = webhook
        self.webhookSecret = webhookSecret
        self.kinds = kinds
    }
}

package struct AlertStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func settings(of organization: Organization.ID) throws -> AlertSettings {
        guard
            let row = try transaction.row(
                "SELECT thresholds, recipients, webhook, webhook_secret, kinds FROM alert_settings WHERE organization = \(organization)")
        else { return .standard }
        return AlertSettings(
            thresholds: Thresholds(parsing: try row.text(0)), recipients: try Self.words(row.text(1)), webhook: try row.optionalText(2),
            webhookSecret: try row.optionalBytes(3), kinds: Set(try Self.words(row.text(4)).compactMap(AlertSettings.Kind.init(rawValue:))))
    }

    package func save(_ settings: AlertSettings, of organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO alert_settings (organization, thresholds, recipients, webhook, webhook_secret, kinds)
            VALUES (\(organization), \(settings.thresholds.description), \(settings.recipients.joined(separator: "\n")), \(settings.webhook),
                \(settings.webhookSecret), \(settings.kinds.map(\.rawValue).sorted().joined(separator: "\n")))
            ON CONFLICT (organization) DO UPDATE SET thresholds = excluded.thresholds, recipients = excluded.recipients,
                webhook = excluded.webhook, webhook_secret = excluded.webhook_secret, kinds = excluded.kinds
            """)
    }

    /// Secrets of the alerts' webhooks, of every organization that has one.
    package func sealedSecrets() throws -> [(organization: Organization.ID, secret: [UInt8])] {
        try transaction.rows("SELECT organization, webhook_secret FROM alert_settings WHERE webhook_secret IS NOT NULL").map {
            (.init(try $0.integer(0)), try $0.bytes(1))
        }
    }

    /// The same secret, sealed by another key.
    package func reseal(_ secret: [UInt8], of organization: Organization.ID) throws {
        try transaction.execute("UPDATE alert_settings SET webhook_secret = \(secret) WHERE organization = \(organization)")
    }

    /// True once per period, subject and threshold.
    package func mark(_ subject: String, threshold: Int64, period: Timestamp, of organization: Organization.ID, at now: Timestamp) throws
        -> Bool
    {
        try transaction.execute(
            """
            INSERT INTO alert_mark (organization, period, subject, threshold, at) VALUES (\(organization), \(period), \(subject), \(threshold), \(now))
            ON CONFLICT (organization, period, subject, threshold) DO NOTHING
            """) == 1
    }

    private static func words(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
