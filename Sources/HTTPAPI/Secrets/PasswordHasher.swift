import Crypto
import CryptoExtras
package import NIOPosix
import Values

/// Hashes passwords by scrypt, on threads that nothing else waits for.
package struct PasswordHasher: Sendable {
    /// The work factor, a power of two. 2^15 with three passes takes about a quarter of a second and 32 MB.
    let rounds: Int
    let parallelism: Int
    private let threads: NIOThreadPool

    package static let shortest = 10
    package static let longest = 1_000

    package init(rounds: Int = 1 << 15, parallelism: Int = 3, threads: NIOThreadPool = .singleton) {
        self.rounds = rounds
        self.parallelism = parallelism
        self.threads = threads
    }

    /// The hash with its parameters, so that they may be raised later: `scrypt$32768$8$3$salt$key`.
    package func hash(_ password: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let kept = KeptHash(rounds: rounds, blockSize: 8, parallelism: parallelism, salt: salt, key: [])
        let key = try await derive(password, kept)
        return "scrypt$\(rounds)$8$\(parallelism)$\(Base64.encode(salt))$\(Base64.encode(key))"
    }

    /// False, after the same time, where there is no hash: how long it takes must not tell who has an account.
    package func verify(_ password: String, against hash: String?) async throws -> Bool {
        guard let kept = hash.flatMap(KeptHash.init) else {
            _ = try await self.hash(password)
            return false
        }
        return try await equal(derive(password, kept), kept.key)
    }

    private func derive(_ password: String, _ kept: KeptHash) async throws -> [UInt8] {
        try await threads.runIfActive {
            let key = try KDF.Scrypt.deriveKey(
                from: Array(password.utf8), salt: kept.salt, outputByteCount: 32, rounds: kept.rounds, blockSize: kept.blockSize,
                parallelism: kept.parallelism)
            return key.withUnsafeBytes { Array($0) }
        }
    }

    /// Looks at every byte whatever it finds.
    private func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

private struct KeptHash: Sendable {
    var rounds: Int
    var blockSize: Int
    var parallelism: Int
    var salt: [UInt8]
    var key: [UInt8]
}

extension KeptHash {
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]),
            let salt = Base64.decode(String(parts[4])), let key = Base64.decode(String(parts[5]))
        else { return nil }
        self.init(rounds: rounds, blockSize: blockSize, parallelism: parallelism, salt: salt, key: key)
    }
}
