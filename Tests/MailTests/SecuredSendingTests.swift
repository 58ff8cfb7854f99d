import Foundation
import Mail
import TestSupport
import Testing

/// Against aiosmtpd with a certificate of the test's own.
@Suite(.timeLimit(.minutes(2))) struct SecuredSendingTests {
    @Test(arguments: [("smtp", [String]()), ("smtps", ["--secure"])])
    func `a secured connection carries user, password and message`(scheme: String, options: [String]) async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await PeerProgram(
            "smtp.py", ["--certificate", certificate.path, "--user", "ada", "--password", "hunter2"] + options)
        var settings = try settings(server, scheme: scheme, .required, user: "ada", password: "hunter2")
        settings.trustedCertificates = certificate.path
        let message = try message()
        try await CurlMailSender(settings).send(message)
        let delivered = try await server.delivered()
        #expect(delivered.secured)
        #expect(delivered.user == "ada")
        #expect(Array(delivered.bytes) == (try message.rendered()))
    }

    @Test(arguments: [("smtp", [String]()), ("smtps", ["--secure"])])
    func `a certificate that nobody vouches for is a permanent failure`(scheme: String, options: [String]) async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await PeerProgram("smtp.py", ["--certificate", certificate.path] + options)
        let failure = await failure(of: CurlMailSender(try settings(server, scheme: scheme, .required)), try message())
        #expect(failure?.isTemporary == false)
        #expect(failure?.message.contains("can't be verified") == true)
    }

    @Test func `without STARTTLS nothing is sent where it is required, and all where it is optional`() async throws {
        let server = try await PeerProgram("smtp.py")
        let failure = await failure(of: CurlMailSender(try settings(server, .required)), try message())
        #expect(failure?.isTemporary == false)
        #expect(failure?.message.contains("does not offer STARTTLS") == true)
        try await CurlMailSender(settings(server, .optional)).send(message(id: "2@example.com"))
        #expect(try await server.delivered().id == "<2@example.com>")
    }

    @Test func `STARTTLS is used where it is optional and offered`() async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let server = try await PeerProgram("smtp.py", ["--certificate", certificate.path])
        var settings = try settings(server, .optional)
        settings.trustedCertificates = certificate.path
        try await CurlMailSender(settings).send(message())
        #expect(try await server.delivered().secured)
    }
}
