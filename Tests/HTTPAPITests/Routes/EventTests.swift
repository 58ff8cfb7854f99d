import Engine
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Stores
import Synchronization
import Testing
import Values

@testable import HTTPAPI

struct EventTests {
    @Test func `whoever watches is told a run's totals, and the balance after it`() async throws {
        let installation = try await Installation()
        let engine = installation.engine
        let door = Door(
            engine: engine, scenarios: ScenarioDesk(engine: engine, secrets: installation.secrets),
            hooks: HookDesk(engine: engine, secrets: installation.secrets), secrets: installation.secrets,
            passwords: installation.passwords, publicAddress: nil,
            version: "test")
        let source = EventSource(door: door, organization: installation.ours.id, events: engine.events.subscribe(to: installation.ours.id))
        let seen = Seen()
        async let forwarded: Void = source.forward { seen.add($0) }
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
                _ = try await client.ask(.post, "scenarios/1/run", ["data": ["text": "hello"], "responsive": true])
            }
        }
        try await forwarded
        let events = seen.events
        let last = try #require(events.last { $0.name == "run" }).data
        #expect(last["state"] == "success" && last["operations"] == 2 && last["centicredits"] == 100)
        #expect(last["modules"]?.asArray?.compactMap { $0["centicredits"]?.asInteger }.reduce(0, +) == 100)
        #expect(events.last { $0.name == "balance" }?.data["usedCenticredits"] == 100)
    }
}

/// What a reader has been sent.
private final class Seen: Sendable {
    private let sent = Mutex<[ServerEvent]>([])

    var events: [ServerEvent] { sent.withLock { $0 } }

    func add(_ event: ServerEvent) { sent.withLock { $0.append(event) } }
}
