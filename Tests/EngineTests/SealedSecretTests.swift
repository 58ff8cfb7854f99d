import Engine
import Testing

struct SealedSecretTests {
    private let secrets = InstallationSecrets(key: Array(repeating: 7, count: 32))

    @Test func `what was sealed opens again, and looks like nothing of it`() throws {
        let secret = Array("whsec_of a webhook".utf8)
        let sealed = try secrets.seal(secret)
        #expect(secrets.open(sealed) == secret)
        let again = try secrets.seal(secret)
        #expect(sealed != again)
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: secret.prefix(5)) })
    }

    @Test func `another key opens nothing, nor does this one what was changed`() throws {
        var sealed = try secrets.seal([1, 2, 3])
        #expect(InstallationSecrets(key: Array(repeating: 8, count: 32)).open(sealed) == nil)
        sealed[sealed.count - 1] ^= 1
        #expect(secrets.open(sealed) == nil)
        #expect(secrets.open([1]) == nil)
    }
}
