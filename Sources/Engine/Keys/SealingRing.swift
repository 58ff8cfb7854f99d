import Crypto
import Synchronization

/// The keys that seal and open, shared by everything in the process, so that a rotation reaches all of it.
final class SealingRing: Sendable {
    private let keys: Mutex<[SymmetricKey]>

    init(_ keys: InstallationKeys) { self.keys = Mutex(Self.derived(keys)) }

    func use(_ keys: InstallationKeys) { self.keys.withLock { $0 = Self.derived(keys) } }

    /// Seals by the newest.
    var newest: SymmetricKey { keys.withLock { $0[0] } }
    var all: [SymmetricKey] { keys.withLock { $0 } }

    // Apart from the key of the addresses, so that neither says anything of the other.
    private static func derived(_ keys: InstallationKeys) -> [SymmetricKey] {
        keys.sealing.map { key in
            HKDF<SHA256>.deriveKey(inputKeyMaterial: SymmetricKey(data: key), info: Array("sealing".utf8), outputByteCount: 32)
        }
    }
}
