import Crypto
import ModuleLibrary
import Values

/// Why a delivery is not let in: never with the secret, always with what is missing.
package struct HookRefusal: Error, Hashable, Sendable {
    /// 401 where something is to be shown, 403 where nothing would help.
    package let status: Int
    package let message: String
}

/// Lets a delivery in, or says why not.
struct HookGate {
    let settings: HookSettings
    let secrets: InstallationSecrets

    func refusal(of delivery: HookDelivery) -> HookRefusal? { address(delivery) ?? key(delivery) ?? signature(delivery) }

    private func address(_ delivery: HookDelivery) -> HookRefusal? {
        guard !settings.allowed.isEmpty else { return nil }
        if let address = IPAddress(parsing: delivery.address)?.canonical,
            settings.allowed.contains(where: { AddressRange(parsing: $0)?.contains(address) ?? false })
        {
            return nil
        }
        return HookRefusal(status: 403, message: "This webhook takes nothing from the address \(delivery.address).")
    }

    private func key(_ delivery: HookDelivery) -> HookRefusal? {
        guard let key = settings.key else { return nil }
        guard let given = delivery.header(key.header) else {
            return HookRefusal(status: 401, message: "The header '\(key.header)' is missing: this webhook wants its key there.")
        }
        guard let secret = secrets.open(key.sealed), Self.isSame(Array(given.utf8), secret) else {
            return HookRefusal(status: 401, message: "The key in the header '\(key.header)' is not this webhook's.")
        }
        return nil
    }

    private func signature(_ delivery: HookDelivery) -> HookRefusal? {
        guard let signature = settings.signature else { return nil }
        guard let given = delivery.header(signature.header) else {
            return HookRefusal(
                status: 401, message: "The header '\(signature.header)' is missing: this webhook wants the signature of the body there.")
        }
        let wrong = HookRefusal(
            status: 401,
            message: "The signature in the header '\(signature.header)' does not fit the body (\(signature.form)).")
        guard given.hasPrefix(signature.prefix), let secret = secrets.open(signature.sealed) else { return wrong }
        let text = String(given.dropFirst(signature.prefix.count))
        let code = signature.encoding == .hex ? Hex.bytes(text) : Base64.decode(text)
        guard let code, signature.isValid(code, of: delivery.body, key: SymmetricKey(data: secret)) else { return wrong }
        return nil
    }

    /// Compares digests, so that the time it takes says nothing of the secret, nor of its length.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        zip(SHA256.hash(data: left), SHA256.hash(data: right)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension HookSettings.Signature {
    fileprivate var form: String {
        "HMAC-\(algorithm.rawValue.uppercased()) in \(encoding.rawValue)" + (prefix.isEmpty ? "" : ", after '\(prefix)'")
    }

    /// Both compare in constant time.
    fileprivate func isValid(_ code: [UInt8], of body: [UInt8], key: SymmetricKey) -> Bool {
        switch algorithm {
        case .sha256: HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
        case .sha1: HMAC<Insecure.SHA1>.isValidAuthenticationCode(code, authenticating: body, using: key)
        }
    }
}
