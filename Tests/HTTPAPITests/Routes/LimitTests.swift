import Hummingbird
import HummingbirdTesting
import Ledger
import NIOCore
import Stores
import Testing
import Values

@testable import HTTPAPI

/// What a plan names is held, and the error names plan and limit.
struct LimitTests {
    private static func plan(_ limits: PlanLimit...) -> Plan {
        Plan(id: "small", name: "Small", creditsPerPeriod: Credits(1_000), transferPerPeriod: nil, retentionDays: 30, limits: limits)
    }

    @Test func `no more scenarios are switched on than the plan allows`() async throws {
        let plan = Self.plan(PlanLimit(.activeScenarios, 1))
        try await Installation(plan: plan, plans: [plan]).app.test(.router) { client in
            for _ in 0..<2 {
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
            }
            #expect(try await client.ask(.post, "scenarios/1/start").status == .ok)
            #expect(try await client.ask(.post, "scenarios/1/start").status == .ok)
            let second = try await client.ask(.post, "scenarios/2/start")
            #expect(second.status == .badRequest && second["suberrors"]?[0]?["name"] == "activeScenarios")
            #expect(second["detail"]?.asText?.hasPrefix("The plan Small allows 1 active scenario.") == true)
            _ = try await client.ask(.post, "scenarios/1/stop")
            #expect(try await client.ask(.post, "scenarios/2/start").status == .ok)
        }
    }

    @Test func `an interval that is shorter than the plan's is refused`() async throws {
        let plan = Self.plan(PlanLimit(.minimumInterval, 900_000))
        try await Installation(plan: plan, plans: [plan]).app.test(.router) { client in
            func scheduling(_ seconds: Int) -> JSON { .string(#"{"type":"indefinitely","interval":\#(seconds)}"#) }
            let blueprint = JSON.string(Blueprints.returning().text())
            let short = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": blueprint, "scheduling": scheduling(60)])
            #expect(short.status == .badRequest && short["suberrors"]?[0]?["name"] == "minimumInterval")
            #expect(short["detail"]?.asText?.contains("Small") == true && short["detail"]?.asText?.contains("15 minutes") == true)
            #expect(try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": blueprint]).status == .ok)
            #expect(try await client.ask(.patch, "scenarios/1", ["scheduling": scheduling(899)]).status == .badRequest)
            #expect(try await client.ask(.patch, "scenarios/1", ["scheduling": scheduling(900)]).status == .ok)
        }
    }

    @Test func `a delivery that is larger than the plan's files is refused`() async throws {
        let plan = Self.plan(PlanLimit(.fileSize, 1_000_000))
        let installation = try await Installation(plan: plan, plans: [plan])
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.listening.text())])
                let url = try await client.ask(.get, "hooks?teamId=1")["hooks"]?[0]?["url"]?.asText ?? ""
                let path = "/hook/\(url.split(separator: "/").last ?? "")"
                for (size, status) in [(1_000_000, 200), (1_000_001, 413)] {
                    let reply = try await client.execute(
                        uri: path, method: .post, headers: [.contentType: "text/plain"], body: ByteBuffer(repeating: 65, count: size)
                    ) { Reply($0) }
                    #expect(reply.status.code == status && (status == 200 || reply.text.contains("The plan Small")), "\(reply.text)")
                }
            }
        }
    }

    @Test func `API tokens are held to the plan's pace, and the pages are not`() async throws {
        let plan = Self.plan(PlanLimit(.requestsPerMinute, 5))
        try await Installation(plan: plan, plans: [plan]).app.test(.router) { client in
            for _ in 0..<5 { #expect(try await client.ask(.get, "users/me").status == .ok) }
            let sixth = try await client.ask(.get, "users/me")
            #expect(sixth.status == .tooManyRequests && sixth["code"] == "SC429" && sixth["suberrors"]?[0]?["name"] == "requestsPerMinute")
            #expect(sixth["detail"]?.asText?.contains("The plan Small") == true)
            #expect(sixth.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
            #expect(try await client.ask(.get, "users/me", as: "admin").status == .ok)
            let credentials: JSON = ["email": "owner@example.org", "password": "the password of owner"]
            let session = try await client.ask(.post, "flowmeter/session", as: nil, credentials)
            let cookie = String(session.headers[.setCookie]?.prefix { $0 != ";" } ?? "")
            for _ in 0..<8 { #expect(try await client.ask(.get, "users/me", as: nil, headers: [.cookie: cookie]).status == .ok) }
        }
    }
}
