import Engine
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct AlertTests {
    private static let plan = Plan(id: "tiny", name: "Tiny", creditsPerPeriod: Credits(20), transferPerPeriod: nil, retentionDays: 30)

    @Test(arguments: TestDatabase.available)
    func `each threshold of the credits tells once per period, with the commit that crossed it`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open(), plan: Self.plan).working { test in
            try await Alerts.listen(test)
            let scenario = try await test.add(ExampleRunTests.text("count-the-words.blueprint.json"))
            _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            #expect(try await Alerts.subjects(test).sorted() == ["75 % of the credits are used", "90 % of the credits are used"])
            _ = try await test.engine.runByHand(scenario, author: nil, trigger: nil)
            #expect(try await Alerts.subjects(test).sorted().first == "100 % of the credits are used")
            #expect(try await Alerts.subjects(test).count == 3)
            test.clock.advance(milliseconds: 31 * 86_400_000)
            try await test.engine.registry.refresh(at: test.clock.now)
            try await test.idle()
            #expect(try await Alerts.subjects(test).filter { $0.hasPrefix("90 %") }.count == 2)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a failing scenario is told of once an hour`(_ database: TestDatabase) async throws {
        try await TestEngine(database.open()).working { test in
            try await Alerts.listen(test)
            let scenario = try await test.add(
                #"{"name":"Breaks","flow":[{"id":1,"module":"json:ParseJSON","version":1,"mapper":{"json":"{"}}],"metadata":{"version":1}}"#
            )
            for _ in 0..<3 { _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil) }
            #expect(try await Alerts.subjects(test) == ["Breaks: a run failed"])
            test.clock.advance(milliseconds: 3_600_000)
            _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil)
            #expect(try await Alerts.subjects(test).count == 2)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a message that can't be sent waits, is tried again, and fails in the end with what was said`(_ database: TestDatabase)
        async throws
    {
        let test = try await TestEngine(database.open())
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write { transaction in
            try OutboxStore(transaction).add([
                OutboxMessage(
                    organization: organization, kind: "credits", subject: "s", body: "{}", channel: .webhook,
                    destination: "http://127.0.0.1:9/", created: now)
            ])
        }
        for _ in 0..<8 {
            _ = try await test.engine.outbox.step(at: test.clock.now)
            test.clock.advance(milliseconds: 86_400_000)
        }
        let message = try await test.engine.storage.read { try OutboxStore($0).messages(of: organization, limit: 1) }.first
        #expect(message?.state == .failed)
        #expect(message?.attempts == 7)
        #expect(message?.error?.contains("not on the public internet") == true)
        await test.engine.library.shutdown()
    }
}
