import Automation
import NIOSSL
import Values

/// Who we are to a server, and whom else than the system's authorities we trust to say who it is: anyone, where the maker says so.
struct TLSIdentity: Hashable, Sendable {
    private let certificate: String?
    private let key: String?
    private let passphrase: String?
    private let authorities: String?
    private let verifies: Bool

    /// - Throws: where something is no PEM of its kind; the module isn't set up then.
    init(_ connection: Connection) throws(ModuleFailure) {
        let fields = connection.fields
        try self.init(
            certificate: fields.text("certificate"), key: fields.text("key"), passphrase: fields.text("passphrase"),
            authorities: fields.text("authorities"), name: "The connection '\(connection.name)'")
    }

    /// - Parameter verifies: false takes whatever certificate the server shows.
    init(authorities: String?, verifies: Bool = true) throws(ModuleFailure) {
        try self.init(
            certificate: nil, key: nil, passphrase: nil, authorities: authorities, verifies: verifies, name: "The module")
    }

    private init(
        certificate: String?, key: String?, passphrase: String?, authorities: String?, verifies: Bool = true, name: String
    ) throws(ModuleFailure) {
        guard (certificate == nil) == (key == nil), certificate != nil || authorities != nil || !verifies else {
            throw .notSetUp("\(name) needs both a certificate and its private key, or certificates to trust.")
        }
        self.certificate = certificate
        self.key = key
        self.passphrase = passphrase
        self.authorities = authorities
        self.verifies = verifies
        do {
            _ = try configuration()
        } catch {
            throw .notSetUp("\(name) has a certificate or a key that can't be read; both must be PEM, and the passphrase the key's.")
        }
    }

    /// What another origin than the first may see: whom we trust, and not who we are. `nil` where that is nothing. One that the maker
    /// did not name is always verified.
    var withoutCertificate: TLSIdentity? { authorities.flatMap { authorities in try? TLSIdentity(authorities: authorities) } }

    func configuration() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let certificate, let key {
            let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
            guard !chain.isEmpty else { throw Nothing() }
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(try privateKey(key))
        }
        if let authorities {
            let trusted = try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8))
            guard !trusted.isEmpty else { throw Nothing() }
            configuration.additionalTrustRoots = [.certificates(trusted)]
        }
        if !verifies { configuration.certificateVerification = .none }
        return configuration
    }

    private func privateKey(_ pem: String) throws -> NIOSSLPrivateKey {
        guard let passphrase else { return try NIOSSLPrivateKey(bytes: Array(pem.utf8), format: .pem) }
        return try NIOSSLPrivateKey(bytes: Array(pem.utf8), format: .pem) { $0(Array(passphrase.utf8)) }
    }

    private struct Nothing: Error {}
}
