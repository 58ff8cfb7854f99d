import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

struct BudgetTests {
    private static let base = "flowmeter/organizations/1/budgets"

    @Test func `a budget is made, shows what is spent, stops runs, is raised and removed`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
                let made = try await client.ask(
                    .post, Self.base, as: "member", ["scope": "scenario", "scenarioId": 1, "centicredits": 100, "thresholds": [50, 100]])
                #expect(made["budget", "scenarioName"] == "Echo" && made["budget", "state"] == "within", "\(made.text)")
                #expect(
                    made["budget", "period"] == "billing" && made["budget", "hardStop"] == true && made["budget", "thresholds"]?[0] == 50)
                let run: JSON = ["data": ["text": "hello"], "responsive": true]
                #expect(try await client.ask(.post, "scenarios/1/run", run)["status"] == 1)
                let spent = try await client.ask(.get, Self.base, as: "accountant")["budgets"]?[0]
                #expect(spent?["used"] == 100 && spent?["percent"] == 100 && spent?["state"] == "reached", "\(spent?.text() ?? "")")
                let dashboard = try await client.ask(.get, "flowmeter/organizations/1/dashboard")
                #expect(dashboard["dashboard", "banners"]?.asArray?.contains { $0["id"] == "budget-1" } == true)
                let raised = try await client.ask(.patch, "\(Self.base)/1", as: "member", ["centicredits": 1_000])
                #expect(raised["budget", "percent"] == 10 && raised["budget", "thresholds"]?[0] == 50)
                #expect(try await client.ask(.delete, "\(Self.base)/1", as: "member")["ok"] == true)
                #expect(try await client.ask(.delete, "\(Self.base)/1", as: "member").status == .notFound)
                let acts = try await client.ask(.get, "flowmeter/organizations/1/acts?kind=budget")
                #expect(acts["total", "count"] == 3 && acts["acts"]?[0]?["author"]?["name"] == "member")
            }
        }
    }

    @Test func `a scope has one budget, and what is wrong is named`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            let team: JSON = ["scope": "team", "teamId": 1, "centicredits": 100]
            #expect(try await client.ask(.post, Self.base, team)["budget", "teamName"] == "My Team")
            let wrong: [(JSON, String)] = [
                (team, "teamId"), (["scope": "team", "centicredits": 100], "teamId"),
                (["scope": "team", "teamId": 2, "centicredits": 1], "teamId"),
                (["scope": "scenario", "scenarioId": 7, "centicredits": 1], "scenarioId"), (["scope": "all", "centicredits": 1], "scope"),
                (["scope": "run"], "centicredits"), (["scope": "run", "centicredits": 0], "centicredits"),
                (["scope": "run", "centicredits": 1, "thresholds": [0]], "thresholds"),
                (["scope": "run", "centicredits": 1, "thresholds": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]], "thresholds"),
            ]
            for (body, name) in wrong {
                let reply = try await client.ask(.post, Self.base, body)
                #expect(reply.status == .badRequest && reply["suberrors"]?[0]?["name"]?.asText == name, "\(body.text()): \(reply.text)")
            }
            #expect(try await client.ask(.patch, "\(Self.base)/1", as: "member", ["centicredits": 1]).status == .forbidden)
        }
    }
}
