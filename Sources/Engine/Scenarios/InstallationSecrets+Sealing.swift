import Crypto

extension InstallationSecrets {
    /// Encrypts what must lie in the database; without the installation's key it can't be read (AES-256-GCM, its own key).
    package func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(bytes, using: sealingKey).combined else { preconditionFailure("a nonce of 12 bytes combines") }
        return Array(sealed)
    }

    /// What ``seal(_:)`` was given; `nil` if it was sealed by another key, or changed.
    package func open(_ sealed: [UInt8]) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed), let opened = try? AES.GCM.open(box, using: sealingKey) else { return nil }
        return Array(opened)
    }
}
