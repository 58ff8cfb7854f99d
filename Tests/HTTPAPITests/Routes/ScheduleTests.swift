import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Values

@testable import HTTPAPI

struct ScheduleTests {
    @Test func `a scenario shows when it is due next, follows its schedule and its zone, and refuses what is none`() async throws {
        let installation = try await Installation()
        try await installation.app.test(.router) { client in
            let blueprint = JSON.string(Blueprints.returning().text())
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": blueprint])
            let daily = JSON.string(#"{"type":"daily","time":"09:30"}"#)
            let saved = try await client.ask(.patch, "scenarios/1", ["scheduling": daily])
            #expect(saved["scenario", "scheduling"] == ["type": "daily", "time": "09:30"])
            #expect(saved["scenario", "nextExec"] == .null)
            #expect(try await client.ask(.post, "scenarios/1/start").status == .ok)
            let prague = try await client.ask(.get, "scenarios/1")["scenario", "nextExec"]?.asText
            #expect(prague?.hasSuffix(":30:00.000Z") == true)
            _ = try await client.ask(.patch, "organizations/1", ["timezone": "Asia/Tokyo"])
            let tokyo = try await client.ask(.get, "scenarios?teamId=1")["scenarios"]?[0]?["nextExec"]?.asText
            #expect(tokyo?.hasSuffix("T00:30:00.000Z") == true)
            let shown = try await client.ask(.get, "flowmeter/scenarios/1/schedule")
            #expect(shown["schedule", "text"] == "daily at 09:30")
            #expect(shown["schedule", "next"]?.asArray?.count == 10 && shown["schedule", "next"]?[0]?.asText == tokyo)
            let asked = try await client.ask(
                .post, "flowmeter/organizations/1/schedule/check", ["scheduling": ["type": "indefinitely", "interval": 900]])
            #expect(asked["text"] == "every 15 minutes" && asked["next"]?.asArray?.count == 10)
            let refused = try await client.ask(.post, "flowmeter/organizations/1/schedule/check", ["scheduling": ["type": "weekly"]])
            #expect(refused["ok"] == false && refused["field"] == "scheduling.days")
            #expect(try await client.ask(.get, "flowmeter/scenarios/1/schedule", as: "stranger").status == .notFound)
            let wrong = try await client.ask(.patch, "scenarios/1", ["scheduling": .string(#"{"type":"weekly","time":"09:30"}"#)])
            #expect(wrong.status == .badRequest && wrong["suberrors"]?[0]?["name"] == "scheduling.days")
            #expect(try await client.ask(.post, "scenarios/1/stop").status == .ok)
            #expect(try await client.ask(.get, "scenarios/1")["scenario", "nextExec"] == .null)
        }
    }
}
