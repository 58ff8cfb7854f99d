import NIOPosix
import Payments
import TestSupport
import Testing

/// What a provider's server, or what stands before it, can do wrong.
@Suite(.timeLimit(.minutes(2))) struct PaymentHTTPTests {
    private let http = PaymentHTTPClient(group: MultiThreadedEventLoopGroup.singleton)

    private func pay(_ baseURL: String, timeLimit: Duration = .seconds(30)) async throws -> PaymentFailure? {
        var settings = try StripeSettings(secretKey: "sk_test_hunter2", webhookSecret: "whsec_1", baseURL: baseURL)
        settings.timeLimit = timeLimit
        let provider = StripeProvider(settings, http: http)
        let start = ContinuousClock.now
        let failure = await #expect(throws: PaymentFailure.self) { try await provider.pay(request()) }
        #expect(ContinuousClock.now - start < .seconds(20))
        return failure
    }

    @Test(arguments: [
        ("silent", "no complete answer within 1 seconds"), ("slow", "no complete answer within 1 seconds"), ("cut", ""),
        ("large", "payments.responseBody"), ("moved", "307"),
    ])
    func `without a whole answer the outcome is unknown`(fault: String, reason: String) async throws {
        let server = try await PeerProgram("stripe.py")
        let failure = try await pay(
            "http://127.0.0.1:\(server.port)/_config/\(fault)", timeLimit: .seconds(["silent", "slow"].contains(fault) ? 1 : 30))
        #expect(failure?.kind == .unknown)
        #expect(failure?.message.contains(reason) == true, "\(failure?.message ?? "")")
        #expect(failure?.message.contains("hunter2") == false)
    }

    @Test func `a server that is down leaves the outcome unknown`() async throws {
        let server = try await PeerProgram("stripe.py")
        await server.stop()
        #expect(try await pay("http://127.0.0.1:\(server.port)")?.kind == .unknown)
    }

    @Test func `a server that speaks no TLS leaves the outcome unknown`() async throws {
        let server = try await PeerProgram("stripe.py")
        #expect(try await pay("https://127.0.0.1:\(server.port)")?.kind == .unknown)
    }
}
