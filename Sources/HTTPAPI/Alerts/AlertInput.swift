import Engine
import Foundation
import Ledger
import Stores
import Values

/// What a request changes of an organization's alerts.
struct AlertInput {
    static let secretPrefix = "whsec_"
    private static let addressLength = 254

    private let thresholds: Thresholds?
    private let recipients: [String]?
    /// `.some(nil)` takes it away.
    private let webhook: String??
    private let wantsSecret: Bool
    private let switches: [AlertSettings.Kind: Bool]

    init(_ input: Input) throws {
        thresholds = try BudgetInput.thresholds(input)
        recipients = input["email"] == nil ? nil : try Self.recipients(input)
        let isTakenAway = input.object["webhookUrl"]?.isNull == true
        webhook = isTakenAway ? .some(nil) : try input.optionalAddress("webhookUrl", such: "https://example.org/alerts").map { .some($0) }
        switch try input.optionalText("webhookSecret") {
        case nil: wantsSecret = false
        case "new": wantsSecret = true
        default: throw Problem.invalid("webhookSecret", "'webhookSecret' can only be \"new\": the secret is made here.")
        }
        switches = try Self.switches(input)
    }

    /// The settings after the change, and the secret of the webhook where a new one was made.
    func applied(to settings: AlertSettings, _ secrets: InstallationSecrets) throws -> (settings: AlertSettings, secret: String?) {
        var settings = settings
        settings.thresholds = thresholds ?? settings.thresholds
        settings.recipients = recipients ?? settings.recipients
        if let webhook { settings.webhook = webhook }
        for (kind, on) in switches {
            if on { settings.kinds.insert(kind) } else { settings.kinds.remove(kind) }
        }
        // A webhook without a secret could not be told from anybody's: it gets one with its address.
        guard wantsSecret || settings.webhook != nil && settings.webhookSecret == nil else { return (settings, nil) }
        let secret = Self.secretPrefix + InstallationSecrets.random()
        settings.webhookSecret = try secrets.seal(Array(secret.utf8))
        return (settings, secret)
    }

    private static func recipients(_ input: Input) throws -> [String] {
        let recipients = try input.items("email").map { item in
            guard let address = item.asText?.trimmed, isAddress(address) else {
                throw Problem.invalid("email", "'email' must be a list of e-mail addresses.")
            }
            return address
        }
        guard recipients.count <= Limits.recipients else {
            throw Problem.invalid("email", "Alerts go to at most \(Limits.recipients) addresses.")
        }
        return recipients
    }

    /// What a header of a mail can hold without harm: no white space, no control characters, one @.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= addressLength
            && text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>,;:\"()[]\\".unicodeScalars.contains($0) }
    }

    private static func switches(_ input: Input) throws -> [AlertSettings.Kind: Bool] {
        guard let on = input["on"] else { return [:] }
        guard let object = on.asObject else { throw Problem.invalid("on", "'on' must be an object of true and false.") }
        var switches: [AlertSettings.Kind: Bool] = [:]
        for (name, value) in object {
            guard let kind = AlertSettings.Kind(rawValue: name), let flag = value.asBoolean else {
                let names = AlertSettings.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem.invalid("on", "'on' may hold \(names), each true or false.")
            }
            switches[kind] = flag
        }
        return switches
    }
}
