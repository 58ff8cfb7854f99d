package import Mail
package import StorageCore
import Stores
package import Values

/// The installation's mail: its settings, which lie in the database with the password sealed, and the way out.
package struct MailDesk: Sendable {
    private let storage: any Storage
    private let secrets: InstallationSecrets
    private let makeSender: @Sendable (MailSettings) -> any MailSender

    package init(
        storage: any Storage, secrets: InstallationSecrets,
        makeSender: @escaping @Sendable (MailSettings) -> any MailSender = { CurlMailSender($0) }
    ) {
        self.storage = storage
        self.secrets = secrets
        self.makeSender = makeSender
    }

    /// Names of the settings.
    package enum Setting: String, CaseIterable, Sendable {
        case server = "mail.server"
        case from = "mail.from"
        case username = "mail.username"
        /// Sealed, in hex.
        case password = "mail.password"
        case security = "mail.security"
    }

    package var isConfigured: Bool {
        get async throws { try await storage.read { try SettingStore($0).all()[Setting.server.rawValue] }?.isEmpty == false }
    }

    /// - Parameter id: the same for every attempt, so that a reader can tell a repetition.
    package func send(_ subject: String, _ text: String, to recipient: String, id: String, at now: Timestamp) async throws(MailFailure) {
        _ = try await send(subject, text, html: nil, to: [try MailAddress(recipient)], id: id, at: now)
    }

    /// - Returns: the bytes that went out.
    func send(
        _ subject: String, _ text: String, html: String?, to recipients: [MailAddress], id: String, at now: Timestamp
    ) async throws(MailFailure) -> Int64 {
        let settings = try await settings()
        let message = MailMessage(
            from: settings.from, to: recipients, subject: subject, text: text, html: html,
            id: "\(id)@\(settings.from.address.drop { $0 != "@" }.dropFirst())", date: now)
        let bytes = try message.rendered()
        try await makeSender(settings).send(message)
        return Int64(bytes.count)
    }

    private func settings() async throws(MailFailure) -> MailSettings {
        let kept: [String: String]
        do {
            kept = try await storage.read { try SettingStore($0).all().filter { !$0.value.isEmpty } }
        } catch {
            throw MailFailure("The mail settings could not be read.", isTemporary: true)
        }
        guard let server = kept[Setting.server.rawValue], let from = kept[Setting.from.rawValue], !server.isEmpty, !from.isEmpty else {
            throw MailFailure("No mail server is set up. The operator can name one in the administration.", isTemporary: true)
        }
        let user = kept[Setting.username.rawValue]
        let password = kept[Setting.password.rawValue].flatMap(Hex.bytes).flatMap(secrets.open).map {
            String(decoding: $0, as: UTF8.self)
        }
        let security = kept[Setting.security.rawValue] ?? "starttls"
        // 'tls' is secured from the first byte, which the address says.
        let address = security == "tls" && server.hasPrefix("smtp://") ? "smtps://\(server.dropFirst("smtp://".count))" : server
        return try MailSettings(
            server: address, startTLS: security == "none" ? .none : .required, user: user, password: user == nil ? nil : password ?? "",
            from: try MailAddress(from))
    }
}

/// Bytes as hex digits, as settings keep them.
package enum Hex {
    package static func text(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }

    /// `nil` for anything but pairs of hex digits.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
