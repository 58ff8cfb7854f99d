import Automation
import Engine
import Ledger
import StorageCore
import Stores
import Synchronization
import TestSupport
import Testing
import Values

/// What confidential scenarios take in and keep, as it lies in the database.
struct ConfidentialAtRestTests {
    /// In every bundle, long enough to be a part that incomplete executions share.
    private static let marker = "nobody-reads-this"
    private static let text = Value.text(String(repeating: "\(marker) ", count: 60))

    private static func blueprint(
        _ flow: String, first: String = "scenario-service:StartSubscenario", confidential: Bool = true
    ) -> String {
        """
        {"name":"Confidential","flow":[{"id":1,"module":"\(first)","version":2,"parameters":{},"mapper":{}},\(flow)],
        "metadata":{"version":1,"scenario":{"dlq":true,"confidential":\(confidential)}}}
        """
    }

    private static let sleep = #"{"id":2,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}}"#
    private static let compose = #"{"id":3,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"{{1.text}}"}}"#
    private static let fail = #"{"id":4,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"}}"#
    private static let give = #"{"id":4,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{3.value}}"}}"#

    private final class Case: Sendable {
        let raw: RawDatabase
        let test: TestEngine
        let keys = Mutex(InstallationKeys(bytes: Array(repeating: 7, count: 32)))

        init(raw: RawDatabase, test: TestEngine) {
            self.raw = raw
            self.test = test
        }

        func run(_ id: Run.ID) async throws -> Run? {
            try await raw.storage.read { try RunStore($0).run(id, in: test.organization.id) }
        }

        func input(_ id: Run.ID) async throws -> [UInt8]? {
            try await raw.storage.read { try RunStore($0).input(of: id, in: test.organization.id).input }
        }

        /// Nothing of it lies in the clear, before a rotation and after; and what is at hand in memory is of no use.
        func isSealed(rotates: Bool = true) async throws {
            #expect(try await raw.places(of: ConfidentialAtRestTests.marker) == [])
            guard rotates else { return }
            let keys = try #require(keys.withLock { $0 })
            let written = Mutex(keys)
            let rotation = KeyRotation(storage: raw.storage, secrets: test.engine.secrets) { keys in written.withLock { $0 = keys } }
            let resealed = try await rotation.rotate(keys)
            #expect(resealed.count > 0 && resealed.unreadable == 0)
            let newest = written.withLock { $0 }
            self.keys.withLock { $0 = newest }
            #expect(try await KeyCheck(storage: raw.storage, secrets: test.engine.secrets).run().unreadable == [])
            #expect(try await raw.places(of: ConfidentialAtRestTests.marker) == [])
            test.engine.resting.clear()
        }
    }

    private static func with(
        _ database: TestDatabase, working: Bool = true, _ body: @Sendable (Case) async throws -> Void
    ) async throws {
        let raw = try await RawDatabase(database)
        defer { raw.remove() }
        try await TestEngine(raw.storage, settings: { if !working { $0.concurrency = 0 } }).working { test in
            try await body(Case(raw: raw, test: test))
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what waits in the queue is sealed: inputs, deliveries and the bundles of a module by itself`(_ database: TestDatabase)
        async throws
    {
        try await Self.with(database, working: false) { flow in
            let scenario = try await flow.test.add(Self.blueprint(Self.compose))
            let hooked = try await flow.test.add(Self.blueprint(Self.compose, first: "gateway:CustomWebHook"), active: true)
            _ = try await flow.test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["text": Self.text]])
            var only = RunOptions(onlyModule: 3, upstream: ["1": ["text": Self.text]])
            only.standInOutputs = ["9": ["text": Self.text]]
            _ = try await flow.test.engine.start(scenario, origin: .manualTest, author: nil, trigger: nil, options: only)
            let secret = String(flow.test.hooks.path(of: try #require(hooked.hook)).dropFirst("/hook/".count))
            _ = try await flow.test.hooks.deliver(secret: secret, bundle: ["text": Self.text], bytes: 1)
            #expect(try await flow.raw.storage.read { try QueueStore($0).count() } == 3)
            try await flow.isSealed()
            // Another engine of the same keys carries them out.
            let keys = try #require(flow.keys.withLock { $0 })
            try await TestEngine(flow.raw.storage).working { other in
                other.engine.secrets.use(keys)
                try await other.idle()
                let runs = try await flow.raw.storage.read { try RunStore($0).runs(of: other.organization.id, RunFilter(), limit: 9) }
                #expect(runs.count == 3 && runs.allSatisfy { $0.state == .success }, "\(runs.map(\.failure))")
                #expect(runs.first { $0.origin == .manualTest }?.operations == 1)
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that lives and the bundles that it leaves to be tried again are sealed, and go on after a rotation`(
        _ database: TestDatabase
    ) async throws {
        try await Self.with(database) { flow in
            let scenario = try await flow.test.add(Self.blueprint([Self.sleep, Self.compose, Self.fail].joined(separator: ",")))
            let (organization, desk) = (flow.test.organization.id, IncompleteDesk(engine: flow.test.engine))
            let run = try await flow.test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["text": Self.text]])
            try await flow.test.until("it sleeps") { try await flow.run(run)?.state == .sleeping }
            #expect(try await flow.input(run)?.isSealed == true)
            try await flow.isSealed()

            flow.test.clock.advance(milliseconds: 60_000)
            try await flow.test.idle()
            #expect(try await flow.run(run)?.state == .warning)
            #expect(try await flow.input(run) == nil)
            try await flow.isSealed()
            func kept() async throws -> IncompleteExecution {
                try #require(
                    try await flow.raw.storage.read { try IncompleteStore($0).executions(of: scenario.id, in: organization, limit: 9) }
                        .first)
            }
            let (execution, secrets) = (try await kept(), flow.test.engine.secrets)
            let bundle = try await flow.raw.storage.read { try KeptBundles($0, secrets).bundle(of: execution) }
            #expect(bundle.point.bundles[3] == ["value": Self.text])
            await #expect(throws: SealedByAnotherKey.self) {
                try await flow.raw.storage.read { try KeptBundles($0, InstallationSecrets(.random())).bundle(of: execution) }
            }

            let mended = Self.blueprint([Self.sleep, Self.compose, Self.give].joined(separator: ","))
            _ = try await desk.mend(
                execution.id, in: organization, blueprint: Array(mended.utf8), bundles: [3: ["value": Self.text, "more": 1]], by: nil)
            try await flow.isSealed()
            let attempt = try await desk.retry(execution.id, in: organization, by: nil)
            try await flow.test.idle()
            #expect(try await flow.run(attempt)?.state == .success)
            #expect(try await kept().state == .resolved)
            try await flow.isSealed()
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what a called run gives is sealed until its caller has it, and gone with the caller`(_ database: TestDatabase) async throws {
        try await Self.with(database) { flow in
            let child = try await flow.test.add(Self.blueprint("\(Self.compose),\(Self.give)"))
            let call = """
                {"id":3,"module":"scenario-service:CallSubscenario","version":2,"parameters":{"scenario":\(child.id),"shouldWaitForExecutionEnd":true},
                 "mapper":{"data":{"text":"{{1.text}}"}}}
                """
            let check = """
                {"id":5,"module":"builtin:ThrowError","version":1,"mapper":{"message":"lost"},
                 "filter":{"conditions":[[{"a":"{{3.text}}","o":"text:notequal","b":"{{1.text}}"}]]}}
                """
            let parent = try await flow.test.add(Self.blueprint("\(call),\(Self.sleep),\(check)"))
            let run = try await flow.test.engine.start(parent, origin: .onDemand, author: nil, trigger: [["text": Self.text]])
            func outputs() async throws -> [[UInt8]] {
                try await flow.raw.storage.read { try $0.rows("SELECT outputs FROM call").compactMap { try $0.optionalBytes(0) } }
            }
            // Waiting for the call it sleeps too, with nothing to wake it.
            try await flow.test.until("it sleeps after the call") {
                let run = try await flow.run(run)
                return try await !outputs().isEmpty && run?.state == .sleeping && run?.operations == 3
            }
            #expect(try await outputs().allSatisfy(\.isSealed))
            try await flow.isSealed()
            flow.test.clock.advance(milliseconds: 60_000)
            try await flow.test.idle()
            #expect(try await flow.run(run)?.state == .success)
            #expect(try await outputs().isEmpty)
            try await flow.isSealed(rotates: false)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `what came in before its scenario became confidential is read, and sealed from then on`(_ database: TestDatabase) async throws {
        try await Self.with(database) { flow in
            let plain = Self.blueprint("\(Self.sleep),\(Self.compose)", first: "gateway:CustomWebHook", confidential: false)
            let scenario = try await flow.test.add(plain)
            let (organization, secret) = (
                flow.test.organization.id, String(flow.test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            )
            _ = try await flow.test.hooks.deliver(secret: secret, bundle: ["text": Self.text], bytes: 1)
            #expect(try await flow.raw.places(of: Self.marker) != [])
            let confidential = plain.replacing(#""confidential":false"#, with: #""confidential":true"#)
            _ = try await flow.test.scenarios.save(
                scenario.id, in: organization, ScenarioEdits(blueprint: Array(confidential.utf8), active: true), author: nil)
            flow.test.engine.notify()
            try await flow.test.until("it sleeps") {
                try await flow.raw.storage.read { try RunStore($0).runs(of: organization, RunFilter(), limit: 1) }.first?.state == .sleeping
            }
            let run = try #require(try await flow.raw.storage.read { try RunStore($0).runs(of: organization, RunFilter(), limit: 1) }.first)
            #expect(try await flow.input(run.id)?.isSealed == true)
            flow.test.clock.advance(milliseconds: 60_000)
            try await flow.test.idle()
            #expect(try await flow.run(run.id)?.state == .success)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `without its key a run says so and ends`(_ database: TestDatabase) async throws {
        let storage = try await database.open()
        let scenario = try await TestEngine(storage, settings: { $0.concurrency = 0 }).working { test in
            let scenario = try await test.add(Self.blueprint(Self.compose))
            _ = try await test.engine.start(scenario, origin: .onDemand, author: nil, trigger: [["text": Self.text]])
            return scenario
        }
        let other = InstallationSecrets(.random())
        #expect(try await KeyCheck(storage: storage, secrets: other).run().unreadable.contains { $0.contains("what waits to run") })
        let engine = try await TestEngine(storage)
        engine.engine.secrets.use(.random())
        try await engine.working { test in
            try await test.idle()
            let run = try #require(try await storage.read { try RunStore($0).runs(of: scenario.organization, RunFilter(), limit: 1) }.first)
            #expect(run.state == .cannotResume && run.failure?.message.contains("key file that is gone") == true)
            // Nothing of it is left to be read.
            #expect(try await KeyCheck(storage: storage, secrets: other).run().unreadable == [])
        }
    }

    @Test func `an attempt without its key fails, and its incomplete execution waits for somebody with the key`() async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(Self.blueprint("\(Self.compose),\(Self.fail)"))
            _ = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: [["text": Self.text]])
            func kept() async throws -> IncompleteExecution {
                try #require(
                    try await test.engine.storage.read {
                        try IncompleteStore($0).executions(of: scenario.id, in: scenario.organization, limit: 9)
                    }
                    .first)
            }
            let execution = try await kept()
            test.engine.secrets.use(.random())
            try await IncompleteDesk(engine: test.engine).retry(execution.id, in: scenario.organization, by: nil)
            try await test.idle()
            let left = try await kept()
            #expect(left.state == .unresolved && left.failure.message.contains("key file that is gone"))
        }
    }
}
