import Engine
import Foundation
import StorageCore
import Stores
import Values

/// How the installation sends mail. The password is sealed by the installation's key.
struct KeptMail {
    enum Security: String, CaseIterable { case starttls, tls, none }

    private let kept: [String: String]

    init(_ transaction: any Transaction) throws { kept = try SettingStore(transaction).all() }

    var isConfigured: Bool { self["server"] != nil && self["from"] != nil }

    var record: Record {
        [
            "server": self["server"], "from": self["from"], "username": self["username"], "passwordSet": self["password"] != nil,
            "security": self["security"] ?? Security.starttls.rawValue,
        ]
    }

    private subscript(name: String) -> String? { kept["mail.\(name)"].flatMap { $0.isEmpty ? nil : $0 } }

    /// What a request changes, by the setting's name; null takes a setting away.
    static func changes(_ input: Input, _ secrets: InstallationSecrets) throws -> [(name: String, value: String)] {
        var changes: [(name: String, value: String)] = []
        for name in ["server", "from", "username", "password", "security"] {
            if input.object[name]?.isNull == true { changes.append(("mail.\(name)", "")) }
            guard let text = try input.optionalText(name, upTo: 500) else { continue }
            changes.append(("mail.\(name)", try checked(name, text, secrets)))
        }
        return changes
    }

    private static func checked(_ name: String, _ text: String, _ secrets: InstallationSecrets) throws -> String {
        let value = text.trimmed
        guard !value.isEmpty else { return "" }
        switch name {
        case "server":
            guard let url = URL(string: value), ["smtp", "smtps"].contains(url.scheme), url.host?.isEmpty == false, url.user == nil else {
                throw Problem.invalid(name, "'server' must be an address such as smtp://mail.example.org:587.")
            }
        case "from":
            guard AlertInput.isAddress(value) else { throw Problem.invalid(name, "'from' must be an e-mail address.") }
        case "security":
            guard Security(rawValue: value) != nil else { throw Problem.invalid(name, "'security' must be starttls, tls or none.") }
        case "password": return Secret.hex(try secrets.seal(Array(text.utf8)))
        default: break
        }
        return value
    }
}
