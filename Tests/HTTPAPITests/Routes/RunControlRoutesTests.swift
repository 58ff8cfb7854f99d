import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

/// Incomplete executions, replays, stops and searches, as tools ask for them.
@Suite(.timeLimit(.minutes(3))) struct RunControlRoutesTests {
    private static let blueprint = """
        {"name":"Fails","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"needle {{1.n}}"},"metadata":{"designer":{"name":"Say it"}}},
        {"id":2,"module":"builtin:ThrowError","version":1,"mapper":{"message":"bad {{1.n}}"},
         "filter":{"conditions":[[{"a":"{{1.n}}","o":"number:greater","b":"1"}]]}}],
        "metadata":{"version":1,"scenario":{"dlq":true}}}
        """

    /// A scenario that is on, after deliveries of these numbers.
    private func prepared(_ installation: Installation, _ numbers: [Int]) async throws -> Scenario {
        let desk = ScenarioDesk(engine: installation.engine, secrets: installation.secrets)
        let made = try await desk.create(
            blueprint: Array(Self.blueprint.utf8), team: installation.team.id, organization: installation.ours.id, author: nil
        ).scenario
        let scenario = try await desk.save(made.id, in: installation.ours.id, ScenarioEdits(active: true), author: nil).scenario
        for number in numbers {
            _ = try await installation.engine.runToEnd(
                scenario, origin: .webhook, author: nil, trigger: [["n": .number(Number(number))]])
        }
        return scenario
    }

    @Test func `incomplete executions are listed, mended, retried and deleted`() async throws {
        let installation = try await Installation()
        try await installation.working {
            let scenario = try await prepared(installation, [2, 3, 4])
            try await installation.app.test(.router) { client in
                let list = try await client.ask(.get, "dlqs?scenarioId=\(scenario.id)", as: "viewer")
                let ids = list["dlqs"]?.asArray?.compactMap { $0["id"]?.asText } ?? []
                #expect(ids.count == 3)
                #expect(list["dlqs"]?[0]?["reason"]?.asText?.hasPrefix("bad ") == true && list["dlqs"]?[0]?["state"] == "unresolved")
                for (user, status) in [("viewer", HTTPResponse.Status.forbidden), ("stranger", .notFound)] {
                    #expect(try await client.ask(.post, "dlqs/\(ids[0])/retry", as: user, [:]).status == status)
                    #expect(
                        try await client.ask(.delete, "dlqs?scenarioId=\(scenario.id)&confirmed=true", as: user, ["all": true]).status
                            == status)
                }
                #expect(try await client.ask(.get, "dlqs/\(ids[0])", as: "stranger").status == .notFound)
                #expect(try await client.ask(.get, "dlqs/\(ids[0])")["dlq", "scenarioName"] == "Fails")
                #expect(try await client.ask(.get, "dlqs/\(ids[0])/blueprint")["response", "name"] == "Fails")
                #expect(try await client.ask(.get, "dlqs/\(ids[0])/bundle")["response", "1"]?["n"] != nil)

                #expect(try await client.ask(.patch, "dlqs/\(ids[0])", ["bundle": ["x": 1]]).status == .badRequest)
                #expect(try await client.ask(.patch, "dlqs/\(ids[0])", ["blueprint": "{"]).status == .badRequest)
                let mended = try await client.ask(
                    .patch, "dlqs/\(ids[0])", ["bundle": ["1": ["n": 1]], "blueprint": .string(Self.blueprint)])
                #expect(mended.status == .ok, "\(mended.text)")
                let retried = try await client.ask(.post, "dlqs/\(ids[0])/retry", [:])
                #expect(retried["dlq"] == .string(ids[0]) && retried["executionId"] != nil)
                #expect(try await client.ask(.post, "dlqs/retry?scenarioId=\(scenario.id)", [:]).status == .badRequest)
                _ = try await client.ask(.post, "dlqs/retry?scenarioId=\(scenario.id)", ["ids": [.string(ids[1])]])
                #expect(try await client.ask(.delete, "dlqs?scenarioId=\(scenario.id)", ["all": true]).status == .badRequest)
            }
            try await idle(installation)
            try await installation.app.test(.router) { client in
                let first = try await client.ask(.get, "dlqs?scenarioId=\(scenario.id)&state[]=unresolved")
                let open = first["dlqs"]?.asArray ?? []
                #expect(
                    open.count
                        + (try await client.ask(.get, "dlqs?scenarioId=\(scenario.id)&state[]=resolved")["dlqs"]?.asArray?.count ?? 0) == 3)
                let again = try #require(open.first { $0["attempts"] == 1 }?["id"]?.asText)
                #expect(
                    try await client.ask(.get, "dlqs/\(again)/logs")["dlqLogs"]?[0]?["imtId"]?.asText?.contains("_dlq.\(again).manual.")
                        == true)
                let deleted = try await client.ask(.delete, "dlqs?scenarioId=\(scenario.id)&confirmed=true", ["all": true])
                #expect(deleted["deleted"] == .number("\(open.count)"), "\(deleted.text)")
            }
        }
    }

    @Test func `the history, its file and the search in it take the same filters, and name what went wrong`() async throws {
        let installation = try await Installation()
        try await installation.working {
            let scenario = try await prepared(installation, [1, 2])
            let path = "flowmeter/scenarios/\(scenario.id)"
            try await installation.app.test(.router) { client in
                for (query, count) in [
                    ("origin=webhook", 2), ("origin=schedule", 0), ("state=success", 1), ("state=stopped", 0),
                    ("state=success&state=warning", 2),
                    ("state[]=running&origin=webhook", 0), ("to=2020-01-01", 0), ("from=2020-01-01", 2),
                ] {
                    let logs = try await client.ask(.get, "scenarios/\(scenario.id)/logs?\(query)")
                    #expect(logs["scenarioLogs"]?.asArray?.count == count, "\(query): \(logs.text)")
                    let hits = try await client.ask(.get, "\(path)/search?text=needle&\(query)")
                    let runs = Set(hits["hits"]?.asArray?.compactMap { $0["runId"]?.asText } ?? [])
                    #expect(runs.count == count, "\(query): \(hits.text)")
                    let file = try await client.ask(.get, "\(path)/runs.csv?\(query)")
                    #expect(file.text.split(whereSeparator: \.isNewline).count == count + 1, "\(query): \(file.text)")
                }
                #expect(try await client.ask(.get, "scenarios/\(scenario.id)/logs?state=asleep").status == .badRequest)
                #expect(try await client.ask(.get, "\(path)/search?text=needle&origin=moon").status == .badRequest)

                let warned = try await client.ask(.get, "scenarios/\(scenario.id)/logs?status=2")["scenarioLogs"]?[0]
                #expect(warned?["error"]?["message"] == "bad 2" && warned?["error"]?["moduleId"] == 2)
                #expect(warned?["incomplete"] == 1 && warned?["moduleId"] == .null)
                let fine = try await client.ask(.get, "scenarios/\(scenario.id)/logs?status=1")["scenarioLogs"]?[0]
                #expect(fine?["error"] == .null && fine?["incomplete"] == 0)
                let file = try await client.ask(.get, "\(path)/runs.csv?status=2")
                #expect(file.text.contains(",bad 2,,1"), "\(file.text)")

                let run = try #require(warned?["id"]?.asText)
                let wrong = try await client.ask(.get, "\(path)/runs/\(run)/operations?status=2&status=3")
                #expect(wrong["total", "count"] == 1 && wrong["operations"]?[0]?["moduleId"] == 2, "\(wrong.text)")
                #expect(wrong["operations"]?[0]?["error"]?["message"] == "bad 2")
            }
            try await idle(installation)
        }
    }

    @Test func `runs are replayed and looked up, and search finds what they held`() async throws {
        let installation = try await Installation()
        try await installation.working {
            let scenario = try await prepared(installation, [1, 0])
            try await installation.app.test(.router) { client in
                let logs = try await client.ask(.get, "scenarios/\(scenario.id)/logs")
                let run = try #require(logs["scenarioLogs"]?[0]?["id"]?.asText)
                #expect(logs["scenarioLogs"]?[0]?["replayable"] == true)
                let id = try #require(RunID(rawValue: run))
                try await installation.engine.storage.write { transaction in
                    let store = RunStore(transaction)
                    if let found = try store.run(id, in: scenario.organization) { try store.name(found, "Order 42") }
                }
                let named = try await client.ask(.get, "scenarios/\(scenario.id)/logs?executionName=order")["scenarioLogs"]?.asArray
                #expect(named?.map { $0["id"] } == [.string(run)] && named?[0]["executionName"] == "Order 42")
                #expect(try await client.ask(.get, "scenarios/\(scenario.id)/logs?executionName=nothing")["scenarioLogs"] == [])
                #expect(try await client.ask(.get, "scenarios/\(scenario.id)/executions/\(run)")["status"] == "SUCCESS")
                #expect(try await client.ask(.post, "scenarios/\(scenario.id)/executions/\(run)/stop", [:]).status == .notFound)
                #expect(
                    try await client.ask(.post, "scenarios/\(scenario.id)/replay", as: "viewer", ["executionIds": [.string(run)]]).status
                        == .forbidden)
                #expect(try await client.ask(.post, "scenarios/\(scenario.id)/replay", ["executionIds": ["x"]]).status == .badRequest)
                let replayed = try await client.ask(.post, "scenarios/\(scenario.id)/replay", ["executionIds": [.string(run)]])
                #expect(replayed.status == .accepted && replayed["executionIds"]?.asArray?.count == 1, "\(replayed.text)")
                let names = try await client.ask(.get, "scenarios/replayable-executions/\(scenario.id)")
                #expect(names["replayableExecutions"]?.asArray?.isEmpty == false)

                let found = try await client.ask(.get, "flowmeter/scenarios/\(scenario.id)/search?text=NEEDLE%201")
                #expect(found["hits"]?.asArray?.isEmpty == false && found["hits"]?[0]?["moduleId"] == 3, "\(found.text)")
                #expect(try await client.ask(.get, "flowmeter/scenarios/\(scenario.id)/search?text=nowhere")["hits"] == [])
                #expect(try await client.ask(.get, "flowmeter/scenarios/\(scenario.id)/search?text=x").status == .badRequest)
                let modules = try await client.ask(.get, "flowmeter/organizations/1/scenario-search?module=builtin:ThrowError")
                #expect(modules["scenarios"]?[0]?["modules"]?[0]?["moduleId"] == 2)
                let texts = try await client.ask(.get, "flowmeter/organizations/1/scenario-search?text=say%20it&module=util")
                #expect(texts["scenarios"]?[0]?["modules"]?[0]?["label"] == "Say it")
                #expect(try await client.ask(.get, "flowmeter/organizations/1/scenario-search?connection=5")["scenarios"] == [])

                let file = try await client.ask(.get, "flowmeter/scenarios/\(scenario.id)/runs.csv")
                #expect(file.text.hasPrefix("run,started,state,trigger,author,duration ms,operations,credits"))
                #expect(file.text.contains("\(run),"))
            }
            try await idle(installation)
        }
    }

    /// Until everything that was begun has ended.
    private func idle(_ installation: Installation) async throws {
        let deadline = ContinuousClock.now + .seconds(100)
        while try await installation.engine.storage.read({ try QueueStore($0).count() + RunStore($0).liveCount() }) > 0 {
            try #require(ContinuousClock.now < deadline)
            await Task.yield()
        }
    }
}
