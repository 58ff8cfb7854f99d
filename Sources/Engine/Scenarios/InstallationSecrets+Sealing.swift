import Crypto
import Values

extension InstallationSecrets {
    /// Encrypts what must lie in the database; without the installation's key it can't be read (AES-256-GCM, its own key).
    /// - Parameter place: what it is and whose, such as `connection 3 of 1`: it opens there and nowhere else.
    package func seal(_ bytes: [UInt8], for place: String = "") throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(bytes, using: ring.newest, authenticating: Array(place.utf8)).combined else {
            preconditionFailure("a nonce of 12 bytes combines")
        }
        return Array(sealed)
    }

    /// What ``seal(_:for:)`` was given; `nil` if it was sealed by a key that is not here, for another place, or changed.
    package func open(_ sealed: [UInt8], for place: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        for key in ring.all {
            if let opened = try? AES.GCM.open(box, using: key, authenticating: Array(place.utf8)) { return Array(opened) }
        }
        return nil
    }

    /// What bytes are found by again, 32 hex digits, the same as long as the key of the addresses is. Without the key nobody can tell
    /// whether it is of bytes that they guess.
    func digest(of bytes: [UInt8], for place: String) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("digest:\(place):".utf8))
        code.update(data: bytes)
        return Hex.text(Array(code.finalize().prefix(16)))
    }

    package func open(_ sealed: [UInt8]) -> [UInt8]? { open(sealed, for: "") }

    /// From now on everything is sealed by the newest of these.
    package func use(_ keys: InstallationKeys) { ring.use(keys) }
}
