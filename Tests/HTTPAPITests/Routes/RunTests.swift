import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

struct RunTests {
    @Test func `a run's cost is the same in every view`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
                let run = try await client.ask(.post, "scenarios/1/run", ["data": ["text": "hello"], "responsive": true])
                #expect(run["status"] == 1 && run["outputs"] == ["said": "hello"])
                let id = try #require(run["executionId"]?.asText)

                let dashboard = try await client.ask(.get, "flowmeter/organizations/1/dashboard")
                #expect(dashboard["dashboard", "used", "centicredits"] == 100)
                #expect(dashboard["dashboard", "used", "plan"] == 100)
                #expect(dashboard["dashboard", "left", "centicredits"] == .number("\(10_000 * 100 - 100)"))
                #expect(dashboard["dashboard", "days"]?.asArray?.last?["centicredits"] == 100)
                #expect(dashboard["dashboard", "top"]?[0]?["share"] == 1)
                #expect(dashboard["dashboard", "counts", "runs"] == 1)

                let subscription = try await client.ask(.get, "flowmeter/organizations/1/subscription")
                #expect(subscription["subscription", "credits", "used"] == 100)
                #expect(subscription["subscription", "credits", "percent"] == .number("0.01"))

                let organization = try await client.ask(.get, "organizations/1")
                #expect(organization["organization", "centicreditsConsumed"] == "100")
                #expect(try await client.ask(.get, "organizations/1/usage")["data"]?.asArray?.last?["centicredits"] == 100)
                #expect(try await client.ask(.get, "scenarios/1/usage")["data"]?.asArray?.count == 30)
                #expect(
                    try await client.ask(.get, "scenarios/consumptions?organizationId=1")["scenarioConsumptions"]
                        == [["centicredits": 100, "operations": 2, "scenarioId": 1, "transfer": 0]])
                let consumption = try await client.ask(.get, "flowmeter/scenarios/1/consumption")
                #expect(consumption["consumption", "centicredits"] == 100)
                #expect(consumption["consumption", "modules"]?.asArray?.compactMap { $0["centicredits"]?.asInteger }.reduce(0, +) == 100)

                let usage = try await client.ask(.post, "organizations/1/scenarios/executions", ["status": [1], "name": "ech"])
                #expect(usage["total"] == ["centicredits": 100, "count": 1, "operations": 2, "transfer": 0])
                #expect(usage["results"]?[0]?["scenarioName"] == "Echo")
                #expect(usage["retentionDays"] == 30)
                #expect(try await client.ask(.post, "organizations/1/scenarios/executions", ["status": [3]])["total", "count"] == 0)
                for (states, count): (JSON, JSON) in [(["success"], 1), (["stopped"], 0), (["stopped", "success"], 1)] {
                    let found = try await client.ask(.post, "organizations/1/scenarios/executions", ["state": states, "name": "ech"])
                    #expect(found["total", "count"] == count, "\(found.text)")
                }
                #expect(try await client.ask(.post, "organizations/1/scenarios/executions", ["state": ["asleep"]]).status == .badRequest)

                let logs = try await client.ask(.get, "scenarios/1/logs")
                #expect(logs["scenarioLogs"]?[0]?["id"] == .string(id))
                let last = try #require(logs["pg", "last"]?.asText)
                #expect(try await client.ask(.get, "scenarios/1/logs?pg[last]=\(last)")["scenarioLogs"] == [])
                #expect(try await client.ask(.get, "scenarios/1/logs/\(id)")["scenarioLog", "centicredits"] == 100)

                let detail = try await client.ask(.get, "flowmeter/scenarios/1/runs/\(id)")
                #expect(detail["run", "state"] == "success" && detail["run", "outputs"] == ["said": "hello"])
                #expect(detail["run", "modules"]?.asArray?.compactMap { $0["centicredits"]?.asInteger }.reduce(0, +) == 100)
                #expect(detail["run", "author", "name"] == "owner")
                let operations = try await client.ask(.get, "flowmeter/scenarios/1/runs/\(id)/operations")
                #expect(operations["total", "count"] == 2)
                #expect(
                    operations["operations"]?[0]?["rule"] == ["card": "2026-01-01", "id": "operation", "text": "1 credit per operation"])
                #expect(operations["operations"]?[0]?["output"] == [["said": "hello"]])
                let second = try await client.ask(.get, "flowmeter/scenarios/1/runs/\(id)/operations?moduleId=2")
                #expect(second["operations"]?.asArray?.map { $0["index"] } == [1])
            }
        }
    }

    @Test func `a run once is a manual test`() async throws {
        let installation = try await Installation()
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
                let started = try await client.ask(.post, "flowmeter/scenarios/1/run-once", ["input": ["text": "x"]])
                #expect(started["runId"]?.asText?.utf8.count == 32)
                let unlimited = try await client.ask(.get, "flowmeter/organizations/1/dashboard")
                #expect(unlimited["dashboard", "plan", "centicredits"] == .null && unlimited["dashboard", "left", "centicredits"] == .null)
            }
        }
    }

    @Test func `without credits a run is refused`() async throws {
        let installation = try await Installation(
            plan: Plan(id: "none", name: "None", creditsPerPeriod: .zero, transferPerPeriod: nil, retentionDays: 1))
        try await installation.app.test(.router) { client in
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
            let reply = try await client.ask(.post, "scenarios/1/run", [:])
            #expect(reply.status.code == 402 && reply["code"] == "SC402")
        }
    }
}
