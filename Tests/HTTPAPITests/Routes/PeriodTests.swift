import Engine
import Hummingbird
import HummingbirdTesting
import Ledger
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct PeriodTests {
    @Test func `a day that two periods share counts for each what is its own`() async throws {
        let installation = try await Installation(plan: .pro)
        let (ours, team, now) = (installation.ours, installation.team.id, installation.engine.now())
        let today = (Zone(ours.zone) ?? .utc).day(containing: Instant(now)).description
        try await installation.app.test(.router) { client in
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
            try await installation.engine.storage.write { transaction in
                for (period, credits) in [
                    (ours.periodStart, Credits(3)), (Timestamp(milliseconds: ours.periodStart.milliseconds - 1), Credits(5)),
                ] {
                    let key = UsageKey(
                        organization: ours.id, day: today, period: period, quarter: 0, scenario: .init(1), team: team, moduleId: 1,
                        module: "a:B",
                        kind: .action, origin: .schedule)
                    try UsageStore(transaction).add([key: Usage(operations: 1, credits: credits, transfer: 0)])
                }
            }
            let dashboard = try await client.ask(.get, "flowmeter/organizations/1/dashboard")
            #expect(dashboard["dashboard", "used", "centicredits"] == 300)
            #expect(dashboard["dashboard", "days"]?.asArray?.map { $0["centicredits"] } == [300])
            let consumption = try await client.ask(.get, "flowmeter/scenarios/1/consumption")
            #expect(consumption["consumption", "days"]?.asArray?.map { $0["centicredits"] } == [300])
            #expect(try await client.ask(.get, "organizations/1/usage")["data"]?.asArray?.last?["centicredits"] == 800)
        }
    }

    @Test func `by the clocks of another zone the days still add up to the period`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
                _ = try await client.ask(.post, "scenarios/1/run", ["data": ["text": "hello"], "responsive": true])
                for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"] {
                    let reply = try await client.ask(.get, "flowmeter/organizations/1/dashboard?zone=\(zone)")
                    let days = reply["dashboard", "days"]?.asArray ?? []
                    #expect(days.compactMap { $0["centicredits"]?.asInteger }.reduce(0, +) == 100, "\(zone): \(reply.text)")
                    #expect(reply["dashboard", "period", "zone"]?.asText == zone && days.last?["running"] == true)
                    #expect(days.last?["top"]?["name"] == "Echo" && days.last?["runs"] == .null)
                }
                let wrong = try await client.ask(.get, "flowmeter/organizations/1/dashboard?zone=Mars/Olympus")
                #expect(wrong["suberrors"]?[0]?["name"] == "zone")
            }
        }
    }
}
