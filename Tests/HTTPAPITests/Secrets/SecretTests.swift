import Testing
import Values

@testable import HTTPAPI

struct SecretTests {
    private let passwords = PasswordHasher(rounds: 16, parallelism: 1)

    @Test func `a password is known again, and no other is taken for it`() async throws {
        let hash = try await passwords.hash("correct horse battery")
        #expect(hash.hasPrefix("scrypt$16$8$1$"))
        #expect(try await passwords.verify("correct horse battery", against: hash))
        #expect(try await !passwords.verify("correct horse batterz", against: hash))
        #expect(try await passwords.hash("correct horse battery") != hash)
    }

    @Test func `a hash with other parameters still holds`() async throws {
        let old = try await PasswordHasher(rounds: 32, parallelism: 2).hash("correct horse battery")
        #expect(try await passwords.verify("correct horse battery", against: old))
    }

    @Test(arguments: [nil, "", "plain", "scrypt$x$8$1$AA==$AA==", "bcrypt$16$8$1$AA==$AA=="] as [String?])
    func `without a hash that can be read nobody signs in`(_ hash: String?) async throws {
        #expect(try await !passwords.verify("", against: hash))
    }

    @Test func `the work factor that ships can be carried out`() async throws {
        let hash = try await PasswordHasher(rounds: 1 << 15, parallelism: 1).hash("correct horse battery")
        #expect(hash.hasPrefix("scrypt$32768$8$1$"))
    }

    @Test func `a token is a version 4 UUID`() throws {
        let token = Secret.makeToken()
        #expect(token.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(Secret.makeToken() != token)
    }

    @Test func `after too many failures there is a pause`() throws {
        let throttle = SignInThrottle(allowed: 3, pauseMilliseconds: 1_000)
        let start = Timestamp(milliseconds: 0)
        for _ in 0..<3 {
            try throttle.check("ada", at: start)
            throttle.failed("ada", at: start)
        }
        #expect(throws: Problem.self) { try throttle.check("ada", at: start) }
        try throttle.check("bob", at: start)
        try throttle.check("ada", at: Timestamp(milliseconds: 1_000))
    }

    @Test func `one success forgets the failures before it`() throws {
        let throttle = SignInThrottle(allowed: 1)
        throttle.failed("ada", at: Timestamp(milliseconds: 0))
        throttle.succeeded("ada")
        try throttle.check("ada", at: Timestamp(milliseconds: 1))
    }

    @Test func `a flood of names is forgotten`() throws {
        let throttle = SignInThrottle(allowed: 1, pauseMilliseconds: 1_000, most: 10)
        for name in 0..<100 { throttle.failed("account \(name)", at: Timestamp(milliseconds: Int64(name))) }
        try throttle.check("account 0", at: Timestamp(milliseconds: 100))
        #expect(throws: Problem.self) { try throttle.check("account 99", at: Timestamp(milliseconds: 100)) }
    }
}
