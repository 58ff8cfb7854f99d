import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

/// Who may do what with credits: a row per request.
struct RightsTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var method: HTTPRequest.Method
        var address: String
        var body: JSON?
        /// Who is not answered 403.
        var allowed: Set<String>

        init(_ method: HTTPRequest.Method, _ address: String, _ allowed: Set<String>) { self.init(method, address, nil, allowed) }

        init(_ method: HTTPRequest.Method, _ address: String, _ body: JSON?, _ allowed: Set<String>) {
            self.method = method
            self.address = address
            self.body = body
            self.allowed = allowed
        }

        var testDescription: String { "\(method) \(address)" }
    }

    static let everyone = ["operator", "owner", "admin", "accountant", "member", "viewer"]
    static let seers: Set = ["operator", "owner", "admin", "accountant"]
    static let budgetSeers: Set = ["operator", "owner", "admin", "accountant", "member"]
    static let administrators: Set = ["operator", "owner", "admin"]
    static let builders: Set = ["operator", "owner", "admin", "member"]
    static let operators: Set = ["operator"]
    private static let run = String(repeating: "0", count: 32)

    static let ofOrganization: [Row] = [
        Row(.get, "balance", seers), Row(.get, "balance/history", seers), Row(.get, "statement", seers), Row(.get, "statement.csv", seers),
        Row(.post, "grants", ["kind": "promotional", "centicredits": 100, "note": "x"], operators),
        Row(.post, "lots/99/void", ["note": "x"], operators), Row(.post, "runs/\(run)/refund", ["note": "x"], operators),
        Row(.get, "purchases/offer", seers), Row(.get, "purchases", seers), Row(.get, "purchases/1", seers),
        Row(.get, "auto-purchasing", seers), Row(.patch, "auto-purchasing", ["threshold": 100], administrators),
        Row(.get, "plan/preview?plan=core", seers), Row(.post, "plan", ["plan": "nothing"], operators),
        Row(.delete, "plan/next", operators),
        Row(.get, "budgets", budgetSeers), Row(.post, "budgets", ["scope": "run", "centicredits": 100], administrators),
        Row(.post, "budgets", ["scope": "scenario", "scenarioId": 99, "centicredits": 100], builders),
        Row(.patch, "budgets/99", ["centicredits": 100], budgetSeers), Row(.delete, "budgets/99", budgetSeers),
        Row(.get, "alerts", seers), Row(.patch, "alerts", ["thresholds": [50]], administrators), Row(.get, "alerts/log", seers),
        Row(.get, "acts", administrators), Row(.get, "acts.csv", administrators),
    ]

    static let ofInstallation: [Row] = [
        Row(.put, "plans/own", [:], operators), Row(.post, "rate-cards", [:], operators), Row(.post, "rate-cards/check", [:], operators),
        Row(.get, "mail", operators), Row(.patch, "mail", [:], operators),
    ]

    @Test func `each role may do what it is there for, and no more`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            for row in Self.ofOrganization {
                for user in Self.everyone {
                    let reply = try await client.ask(row.method, "flowmeter/organizations/1/\(row.address)", as: user, row.body)
                    #expect((reply.status != .forbidden) == row.allowed.contains(user), "\(row.testDescription) as \(user): \(reply.text)")
                    #expect(reply.status.code < 500, "\(row.testDescription) as \(user): \(reply.text)")
                }
            }
        }
    }

    @Test func `for a stranger there is nothing of it`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            for row in Self.ofOrganization {
                let reply = try await client.ask(row.method, "flowmeter/organizations/1/\(row.address)", as: "stranger", row.body)
                #expect(reply.status == .notFound && reply["code"] == "SC404", "\(row.testDescription): \(reply.text)")
                let nobody = try await client.ask(row.method, "flowmeter/organizations/1/\(row.address)", as: nil, row.body)
                #expect(nobody.status == .unauthorized, "\(row.testDescription)")
            }
        }
    }

    @Test func `what concerns the installation is its operator's`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            for row in Self.ofInstallation {
                for user in Self.everyone + ["stranger"] {
                    let reply = try await client.ask(row.method, "flowmeter/\(row.address)", as: user, row.body)
                    #expect((reply.status != .forbidden) == row.allowed.contains(user), "\(row.testDescription) as \(user): \(reply.text)")
                }
            }
            for address in ["plans", "rate-cards"] {
                #expect(try await client.ask(.get, "flowmeter/\(address)", as: "viewer").status == .ok)
                #expect(try await client.ask(.get, "flowmeter/\(address)", as: nil).status == .unauthorized)
            }
        }
    }

    @Test func `who may not see money sees no means of payment on the dashboard either`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            for page in ["dashboard", "subscription"] {
                let (member, owner) = (
                    try await client.ask(.get, "flowmeter/organizations/1/\(page)", as: "member"),
                    try await client.ask(.get, "flowmeter/organizations/1/\(page)", as: "owner")
                )
                #expect(member.status == .ok && member[page, "autoPurchasing"] == .null)
                #expect(owner[page, "autoPurchasing"]?["unit"] == 1_000_000)
            }
        }
    }
}
