import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

struct PlanTests {
    private static let base = "flowmeter/organizations/1"

    @Test func `an upgrade holds at once, a downgrade from the reset on, and can be taken back`() async throws {
        let installation = try await Installation(plan: .free)
        try await installation.app.test(.router) { client in
            let preview = try await client.ask(.get, "\(Self.base)/plan/preview?plan=pro&centicredits=2000000")
            #expect(preview["preview", "change"] == "upgrade" && preview["preview", "effective"] == "now", "\(preview.text)")
            #expect(
                preview["preview", "grants"] == 2_000_000 && preview["preview", "price"] == "37.64"
                    && preview["preview", "unused"] == 100_000)
            let up = try await client.ask(.post, "\(Self.base)/plan", as: "operator", ["plan": "pro", "centicredits": 2_000_000])
            #expect(up["subscription", "plan", "id"] == "pro" && up["subscription", "credits", "total"] == 2_100_000, "\(up.text)")
            #expect(up["subscription", "lots"]?.asArray?.count == 2 && up["subscription", "nextPlan"] == .null)
            let down = try await client.ask(.post, "\(Self.base)/plan", as: "operator", ["plan": "core"])
            #expect(down["subscription", "plan", "id"] == "pro" && down["subscription", "nextPlan", "plan"]?["id"] == "core")
            #expect(down["subscription", "nextPlan", "at"] == down["subscription", "period", "end"])
            let back = try await client.ask(.delete, "\(Self.base)/plan/next", as: "operator")
            #expect(back["subscription", "nextPlan"] == .null)
            #expect(try await client.ask(.delete, "\(Self.base)/plan/next", as: "operator").status == .badRequest)
            let same = try await client.ask(.post, "\(Self.base)/plan", as: "operator", ["plan": "pro", "centicredits": 2_000_000])
            #expect(same["suberrors"]?[0]?["name"] == "plan")
            #expect(try await client.ask(.get, "\(Self.base)/acts?kind=plan")["total", "count"] == 3)
        }
    }

    @Test func `an owner changes the plan where the operator allows it`() async throws {
        try await Installation(plan: .free).app.test(.router) { client in
            #expect(try await client.ask(.get, "\(Self.base)/subscription")["subscription", "mayChangePlan"] == false)
            let settings = try await client.ask(.patch, "flowmeter/settings", as: "operator", ["ownersMayChangePlans": true])
            #expect(settings["settings", "ownersMayChangePlans"] == true)
            #expect(try await client.ask(.get, "\(Self.base)/subscription")["subscription", "mayChangePlan"] == true)
            #expect(try await client.ask(.post, "\(Self.base)/plan", as: "admin", ["plan": "core"]).status == .forbidden)
            #expect(try await client.ask(.post, "\(Self.base)/plan", as: "owner", ["plan": "core"]).status == .ok)
            #expect(try await client.ask(.get, "\(Self.base)/acts?kind=settings,plan")["total", "count"] == 2)
        }
    }

    @Test func `an operator's plan takes the place of a shipped one, and running periods keep what they were granted`() async throws {
        try await Installation(plan: .core).app.test(.router) { client in
            let plans = try await client.ask(.get, "flowmeter/plans", as: "operator")["plans"]?.asArray ?? []
            #expect(plans.count == Plan.shipped.count && plans.first { $0["id"] == "core" }?["organizations"] == 2)
            let core = try #require(plans.first { $0["id"] == "core" }?.asObject)
            var changed = core
            changed["centicredits"] = 3_000_000
            changed["limits"] = [["name": "activeScenarios", "value": 1]]
            let saved = try await client.ask(.put, "flowmeter/plans/core", as: "operator", .object(changed))
            #expect(saved["plan", "centicredits"] == 3_000_000 && saved["plan", "shipped"] == true, "\(saved.text)")
            let subscription = try await client.ask(.get, "\(Self.base)/subscription")
            #expect(subscription["subscription", "credits", "total"] == 1_000_000)
            #expect(subscription["subscription", "plan", "limits"]?.asArray?.count == 1)
            changed["limits"] = [["name": "nothing", "value": 1]]
            let wrong = try await client.ask(.put, "flowmeter/plans/core", as: "operator", .object(changed))
            #expect(wrong["suberrors"]?[0]?["name"] == "limits[0].name", "\(wrong.text)")
            #expect(try await client.ask(.put, "flowmeter/plans/not%20a%20name", as: "operator", .object(core)).status == .badRequest)
        }
    }

    @Test func `a rate card is checked, published once, and in force from its day on`() async throws {
        try await Installation().app.test(.router) { client in
            let cards = try await client.ask(.get, "flowmeter/rate-cards", as: "viewer")["rateCards"]?.asArray ?? []
            #expect(cards.map { $0["inForce"] } == [true] && cards[0]["shipped"] == true)
            var card = try #require(cards[0].asObject)
            func problems(_ card: JSONObject) async throws -> [JSON?] {
                let reply = try await client.ask(.post, "flowmeter/rate-cards/check", as: "operator", .object(card))
                return reply["problems"]?.asArray?.map { $0["path"] } ?? []
            }
            #expect(try await problems(card) == ["id"])
            card["id"] = "2999-01-01"
            #expect(try await problems(card) == [])
            card["modules"] = ["a:B": "nothing"]
            #expect(try await problems(card) == ["modules.a:B"])
            card["modules"] = [:]
            let published = try await client.ask(.post, "flowmeter/rate-cards", as: "operator", .object(card))
            #expect(published["rateCard", "inForce"] == false && published["rateCard", "shipped"] == false, "\(published.text)")
            #expect(try await client.ask(.post, "flowmeter/rate-cards", as: "operator", .object(card)).status == .badRequest)
            #expect(try await client.ask(.get, "flowmeter/rate-cards")["rateCards"]?.asArray?.count == 2)
            #expect(try await client.ask(.get, "\(Self.base)/acts?kind=rateCard")["total", "count"] == 1)
        }
    }
}
