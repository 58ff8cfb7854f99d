import Crypto
package import Stores
import Synchronization

/// What is derived from the installation's key, which lies in a file of its own and never in the database.
package struct InstallationSecrets: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The secret part of a webhook's address: 32 letters and digits, the same as long as the key is.
    package func hookSecret(for hook: Hook.ID) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("hook:\(hook)".utf8), using: key)
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        return String(decoding: code.map { letters[Int($0 & 31)] }, as: UTF8.self)
    }

    /// Encrypts what must be had again in the clear, by a key that is derived from the installation's: a copy of the database alone does
    /// not give it away. Each time it is another text.
    package func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(bytes, using: sealingKey).combined else { throw UnreadableSecret() }
        return Array(sealed)
    }

    /// What was sealed. Throws ``UnreadableSecret`` where it was changed, or sealed by another key.
    package func open(_ sealed: [UInt8]) throws -> [UInt8] {
        do {
            return Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: sealingKey))
        } catch {
            throw UnreadableSecret()
        }
    }

    private var sealingKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("flowmeter sealed settings".utf8), outputByteCount: 32)
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

/// A sealed secret that this installation's key does not open: the key file is another's, or the database is.
package struct UnreadableSecret: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String {
        "A sealed secret can't be opened: it was sealed with another key. Put the key file back that belongs to this database, or set the secret anew."
    }
}
