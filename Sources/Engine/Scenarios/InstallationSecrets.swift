import Crypto
package import Stores
import Synchronization

/// What is derived from the installation's key, which lies in a file of its own and never in the database.
package struct InstallationSecrets: Sendable {
    let key: SymmetricKey
    let ring: SealingRing

    package init(_ keys: InstallationKeys) {
        key = SymmetricKey(data: keys.addresses)
        ring = SealingRing(keys)
    }

    /// - Parameter key: 32 bytes.
    package init(key: [UInt8]) {
        guard let keys = InstallationKeys(bytes: key) else { preconditionFailure("a key has 32 bytes") }
        self.init(keys)
    }

    /// The secret part of a webhook's address: 32 letters and digits, the same as long as the key of the addresses is.
    package func hookSecret(for hook: Hook.ID) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("hook:\(hook)".utf8), using: key)
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        return String(decoding: code.map { letters[Int($0 & 31)] }, as: UTF8.self)
    }

    /// What is kept of a secret: SHA-256 in hex. Secrets here are long and random, so no salt and no work factor is needed.
    package static func hash(_ secret: String) -> String {
        SHA256.hash(data: Array(secret.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }

    /// 32 random bytes as 64 hex digits.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
