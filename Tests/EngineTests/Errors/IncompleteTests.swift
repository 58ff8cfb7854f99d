import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// Error directives and incomplete executions, against a peer that fails on the n-th call.
struct IncompleteTests {
    /// Three bundles, a request for each, and what came of it in one text.
    private static func blueprint(
        _ port: Int, fail: String, as kind: String = "503", onerror: String = "", settings: String = #""dlq": true"#
    ) -> String {
        """
        {"name":"Flaky","flow":[
        {"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
        {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":"{{1.list}}"}},
        {"id":3,"module":"http:MakeRequest","version":4,"parameters":{"authenticationType":"noAuth"},"mapper":{"url":"http://127.0.0.1:\(port)/a?fail=\(fail)&as=\(kind)",
          "method":"post","contentType":"custom","contentTypeValue":"text/plain","rawBodyContent":"{{2.value}}{{1.suffix}}","parseResponse":true,"stopOnHttpError":true},"onerror":[\(onerror)]},
        {"id":4,"module":"util:TextAggregator","version":1,"parameters":{"feeder":2,"rowSeparator":","},"mapper":{"value":"{{2.value}}={{3.data.n}}"}},
        {"id":5,"module":"scenario-service:ReturnData","version":2,"mapper":{"text":"{{4.text}}"}}],
        "metadata":{"version":1,"scenario":{\(settings)}}}
        """
    }

    private struct Case {
        let test: TestEngine
        let scenario: Scenario
        let desk: IncompleteDesk

        var kept: [IncompleteExecution] {
            get async throws {
                let (scenario, organization) = (scenario.id, test.organization.id)
                return try await test.engine.storage.read { try IncompleteStore($0).executions(of: scenario, in: organization, limit: 100) }
            }
        }

        func bundle(_ kept: IncompleteExecution) async throws -> KeptBundle {
            try await test.engine.storage.read { try KeptBundles($0, test.engine.secrets).bundle(of: kept) }
        }

        func deliver(_ list: Value = ["a", "b", "c"]) async throws {
            let secret = String(test.hooks.path(of: try #require(scenario.hook)).dropFirst("/hook/".count))
            _ = try await test.hooks.deliver(secret: secret, bundle: ["list": list, "suffix": "!"], bytes: 1)
            try await test.idle()
        }

        var runs: [Run] {
            get async throws {
                try await test.engine.storage.read { try RunStore($0).runs(of: test.organization.id, RunFilter(), limit: 100) }
            }
        }

        func outputs(_ run: Run) async throws -> Value? {
            try await test.engine.storage.read { try RunStore($0).outputs(of: run.id, in: run.organization) }
        }

        var isOn: Bool {
            get async throws {
                let (id, organization) = (scenario.id, test.organization.id)
                return try await test.engine.storage.read { try ScenarioStore($0).scenario(id, in: organization)?.active } ?? false
            }
        }
    }

    private static func run(
        _ database: TestDatabase, fail: String, as kind: String = "503", onerror: String = "", settings: String = #""dlq": true"#,
        _ body: @Sendable (Case, PeerProgram) async throws -> Void
    ) async throws {
        let peer = try await PeerProgram("failing.py")
        try await TestEngine(database.open(), allowing: ["127.0.0.1"]).working { test in
            let scenario = try await test.add(
                blueprint(peer.port, fail: fail, as: kind, onerror: onerror, settings: settings), active: true)
            try await body(Case(test: test, scenario: scenario, desk: IncompleteDesk(engine: test.engine)), peer)
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a bundle that failed is kept, tried again by hand with the same key, and resolved`(_ database: TestDatabase) async throws {
        try await Self.run(database, fail: "2") { flow, peer in
            try await flow.deliver()
            let run = try #require(try await flow.runs.first)
            #expect(run.state == .warning)
            #expect(try await flow.outputs(run)?["text"] == "a=1,c=3")
            #expect(try await flow.isOn)
            let kept = try #require(try await flow.kept.first)
            #expect(kept.state == .unresolved && kept.failure.type == "RuntimeError" && kept.moduleId == 3)
            #expect(try await flow.bundle(kept).point.bundles[2] == ["value": "b"] && kept.run == run.id)

            try await flow.desk.retry(kept.id, in: flow.test.organization.id, by: nil)
            try await flow.test.idle()
            let attempt = try #require(try await flow.runs.first)
            #expect(attempt.origin == .retry && attempt.state == .success && attempt.options.source == run.id)
            #expect(try await flow.outputs(attempt)?["text"] == "b=4")
            #expect(attempt.operations == 3)
            let resolved = try #require(try await flow.kept.first)
            #expect(resolved.state == .resolved && resolved.attempts == 1)
            await #expect(throws: InvalidInput.self) { try await flow.desk.retry(kept.id, in: flow.test.organization.id, by: nil) }

            var keys: [String] = []
            for _ in 0..<4 { keys.append(try JSON(parsing: Array(try await peer.line().utf8))["key"]?.asText ?? "") }
            #expect(keys[3] == keys[1])
            #expect(Set(keys).count == 3)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a peer that is gone for a while is asked again at growing distances, and no more after the last`(_ database: TestDatabase)
        async throws
    {
        let numbers = (1...20).map(String.init).joined(separator: ",")
        try await Self.run(database, fail: numbers, as: "429") { flow, _ in
            try await flow.deliver(["a"])
            #expect(try await flow.kept.first?.state == .pending)
            for (attempt, minutes) in RetryPolicy.backOffMinutes.enumerated() {
                flow.test.clock.advance(milliseconds: Int64(minutes) * 60_000 - 1)
                try await flow.test.engine.retryIncomplete()
                #expect(try await flow.runs.count == attempt + 1, "not before its time")
                flow.test.clock.advance(milliseconds: 1)
                try await flow.test.until("attempt \(attempt + 1) has failed") {
                    let kept = try await flow.kept
                    return kept.first?.attempts == Int64(attempt + 1)
                }
            }
            let kept = try #require(try await flow.kept.first)
            #expect(kept.state == .unresolved && kept.nextAttempt == nil && kept.attempts == 8)
            #expect(try await flow.runs.count == 9)
            #expect(try await flow.isOn)
        }
    }

    @Test func `break tries as often and as far apart as it says`() async throws {
        let directive = #"{"id":9,"module":"builtin:Break","version":1,"mapper":{"retry":true,"count":"2","interval":"15"}}"#
        try await Self.run(.sqlite, fail: "1,2", onerror: directive, settings: "") { flow, _ in
            try await flow.deliver(["a"])
            #expect(try await flow.kept.first?.nextAttempt == Timestamp(milliseconds: flow.test.clock.now.milliseconds + 900_000))
            for attempt in 1...2 {
                flow.test.clock.advance(milliseconds: 900_000)
                try await flow.test.until("attempt \(attempt)") {
                    let kept = try await flow.kept
                    return kept.first?.attempts == Int64(attempt)
                }
            }
            #expect(try await flow.kept.first?.state == .resolved)
            #expect(try await flow.outputs(try #require(try await flow.runs.first))?["text"] == "a=3")
        }
    }

    @Test func `an attempt that fails further on resolves the first and keeps another`() async throws {
        let peer = try await PeerProgram("failing.py")
        let request = { (id: Int, path: String, fail: String) in
            """
            {"id":\(id),"module":"http:MakeRequest","version":4,"parameters":{"authenticationType":"noAuth"},
             "mapper":{"url":"http://127.0.0.1:\(peer.port)/\(path)?fail=\(fail)","method":"get","stopOnHttpError":true,"parseResponse":true}}
            """
        }
        let blueprint = """
            {"name":"Two","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
            \(request(2, "first", "1")), \(request(3, "second", "1"))],"metadata":{"version":1,"scenario":{"dlq":true}}}
            """
        try await TestEngine(TestDatabase.sqlite.open(), allowing: ["127.0.0.1"]).working { test in
            let flow = Case(test: test, scenario: try await test.add(blueprint, active: true), desk: IncompleteDesk(engine: test.engine))
            try await flow.deliver()
            try await flow.desk.retry(try #require(try await flow.kept.first).id, in: test.organization.id, by: nil)
            try await test.idle()
            let kept = try await flow.kept.sorted { $0.moduleId < $1.moduleId }
            #expect(kept.map(\.moduleId) == [2, 3])
            #expect(kept.map(\.state) == [.resolved, .unresolved])
            try await flow.desk.retry(kept[1].id, in: test.organization.id, by: nil)
            try await test.idle()
            #expect(try await flow.kept.allSatisfy { $0.state == .resolved })
            #expect(try await test.findings() == [])
        }
    }

    @Test func `what is kept can be mended: another blueprint, another bundle, or the scenario as it is now`() async throws {
        try await Self.run(.sqlite, fail: "1,2") { flow, peer in
            try await flow.deliver(["a"])
            let (kept, organization) = (try #require(try await flow.kept.first), flow.test.organization.id)
            await #expect(throws: BlueprintError.self) {
                _ = try await flow.desk.mend(kept.id, in: organization, blueprint: Array("{}".utf8), bundles: nil, by: nil)
            }
            let mended = try await flow.desk.mend(
                kept.id, in: organization, blueprint: Array(Self.blueprint(peer.port, fail: "").utf8), bundles: [2: ["value": "mended"]],
                by: nil)
            #expect(mended.version < 0)
            try await flow.desk.retry(kept.id, in: organization, by: nil)
            try await flow.test.idle()
            #expect(try await flow.outputs(try #require(try await flow.runs.first))?["text"] == "mended=2")
            let versions = try await flow.test.engine.storage.read { try ScenarioStore($0).versions(of: flow.scenario.id) }
            #expect(versions.map(\.version) == [1])
        }
    }

    @Test func `with no more room the scenario stops, unless data may be lost`() async throws {
        for (settings, state) in [(#""dlq": true"#, RunState.error), (#""dlq": true, "dataloss": true"#, .warning)] {
            let peer = try await PeerProgram("failing.py")
            try await TestEngine(TestDatabase.sqlite.open(), settings: { $0.incompleteLimit = 2 }, allowing: ["127.0.0.1"]).working {
                test in
                let scenario = try await test.add(Self.blueprint(peer.port, fail: "1,2,3", settings: settings), active: true)
                let flow = Case(test: test, scenario: scenario, desk: IncompleteDesk(engine: test.engine))
                try await flow.deliver()
                #expect(try await flow.kept.count == 2)
                let run = try #require(try await flow.runs.first)
                #expect(run.state == state)
                if state == .error { #expect(run.failure?.message.contains("limit: incompleteExecutions") == true) }
                #expect(try await flow.isOn == (state == .warning))
            }
        }
    }

    /// Whatever starts them: with `maxErrors` 3 a scheduled scenario is switched off as well.
    @Test(arguments: TestDatabase.available, [false, true])
    func `with no more room a scenario is switched off and its owners told, or data is lost and it goes on`(
        _ database: TestDatabase, losesData: Bool
    ) async throws {
        let peer = try await PeerProgram("failing.py")
        try await TestEngine(database.open(), settings: { $0.incompleteLimit = 2 }, allowing: ["127.0.0.1"]).working { test in
            try await test.engine.storage.write { transaction in
                var settings = AlertSettings.standard
                settings.recipients = ["owner@example.com"]
                settings.kinds = [.deactivated]
                try AlertStore(transaction).save(settings, of: test.organization.id)
            }
            try await test.engine.registry.reload(test.organization.id, at: test.clock.now)
            let scenario = try await test.add(
                Self.blueprint(peer.port, fail: "1,2,3,5", settings: #""dlq": true, "dataloss": \#(losesData)"#), active: true)
            let flow = Case(test: test, scenario: scenario, desk: IncompleteDesk(engine: test.engine))
            let list: [Value] = [["list": ["a", "b", "c", "d"], "suffix": "!"]]
            let run = try await test.engine.runToEnd(scenario, origin: .schedule, author: nil, trigger: list).run
            #expect(run.state == (losesData ? .warning : .error))
            #expect(try await flow.kept.count == 2)
            #expect(try await flow.isOn == losesData)
            let messages = try await test.engine.storage.read { try OutboxStore($0).messages(of: test.organization.id, limit: 10) }
            #expect(messages.count == (losesData ? 0 : 1))
            if !losesData { #expect(messages.first?.body.contains("limit: incompleteExecutions") == true) }
            // With data lost the fourth bundle went through, and so does the next run.
            if losesData { #expect(try await flow.outputs(run) == ["text": "d=4"]) }
            #expect(try await test.findings() == [])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `a run that goes on doesn't count or keep again what it kept, also if somebody deleted it meanwhile`(_ database: TestDatabase)
        async throws
    {
        let blueprint = """
            {"name":"Sleeps","flow":[{"id":1,"module":"gateway:CustomWebHook","version":1,"parameters":{},"mapper":{}},
            {"id":2,"module":"builtin:BasicFeeder","version":1,"mapper":{"array":["a","b"]}},
            {"id":3,"module":"builtin:BasicRouter","version":1,"mapper":null,"routes":[
            {"flow":[{"id":4,"module":"builtin:ThrowError","version":1,"mapper":{"message":"no"},
              "filter":{"conditions":[[{"a":"{{2.value}}","o":"text:equal","b":"a"}]]}}]},
            {"flow":[{"id":5,"module":"util:FunctionSleep","version":1,"mapper":{"duration":"60"}}]}]}],"metadata":{"version":1,"scenario":{"dlq":true}}}
            """
        for deletes in [false, true] {
            try await TestEngine(database.open(), settings: { $0.incompleteLimit = 1 }).working { test in
                let flow = Case(test: test, scenario: try await test.add(blueprint), desk: IncompleteDesk(engine: test.engine))
                _ = try await test.engine.start(flow.scenario, origin: .onDemand, author: nil, trigger: [["n": 1]])
                try await test.until("it sleeps") { try await flow.runs.first?.state == .sleeping }
                let kept = try #require(try await flow.kept.first)
                if deletes { #expect(try await flow.desk.remove([kept.id], in: test.organization.id) == 1) }
                try await test.until("it has ended") {
                    test.clock.advance(milliseconds: 60_000)
                    return try await flow.runs.first?.ended != nil
                }
                #expect(try await flow.runs.first?.state == .warning)
                #expect(try await flow.kept.count { $0.state.isOpen } == (deletes ? 0 : 1))
            }
        }
    }

    @Test func `at most three attempts of a scenario begin at a time, and none of one that is off`() async throws {
        let numbers = (1...10).map(String.init).joined(separator: ",")
        try await Self.run(.sqlite, fail: numbers, as: "429") { flow, _ in
            try await flow.deliver(.array((0..<5).map { .number(Number($0)) }))
            let organization = flow.test.organization.id
            let due = Timestamp(milliseconds: flow.test.clock.now.milliseconds + 60_000)
            func count() async throws -> Int {
                try await flow.test.engine.storage.read { try IncompleteStore($0).due(at: due, parallel: 3, limit: 64).count }
            }
            #expect(try await count() == 3)
            _ = try await flow.test.scenarios.save(flow.scenario.id, in: organization, ScenarioEdits(active: false), author: nil)
            #expect(try await count() == 0)
        }
    }

    @Test(arguments: TestDatabase.available)
    func `attempts wait while their scenario runs, an hour at most, and one by one where its runs follow each other`(
        _ database: TestDatabase
    ) async throws {
        for isSequential in [false, true] {
            let settings = #""dlq": true, "sequential": \#(isSequential)"#
            try await Self.run(database, fail: "1,2,3", as: "429", settings: settings) { flow, _ in
                let storage = flow.test.engine.storage
                try await flow.deliver([1, 2, 3])
                let sleeping = try await flow.test.engine.storage.write { transaction in
                    var run = try #require(try RunStore(transaction).runs(of: flow.test.organization.id, RunFilter(), limit: 1).first)
                    (run.id, run.state, run.ended) = (RunID.make(at: run.started.milliseconds + 1), .sleeping, nil)
                    try RunStore(transaction).add(
                        [run], inputs: [nil], receivedTransfer: [0], worker: WorkerName(folder: "x"), lease: run.started)
                    return run
                }
                func due(_ minutes: Int64) async throws -> Int {
                    let at = Timestamp(milliseconds: flow.test.clock.now.milliseconds + minutes * 60_000)
                    return try await storage.write { transaction in
                        let found = try IncompleteStore(transaction).due(at: at, parallel: 3, limit: 64).count
                        #expect(try IncompleteStore(transaction).isAnyDue(at: at, parallel: 3) == (found > 0))
                        return found
                    }
                }
                #expect(try await due(1) == 0)
                #expect(try await due(62) == (isSequential ? 0 : 3))
                if isSequential {
                    let first = try #require(try await flow.kept.first).id
                    await #expect(throws: InvalidInput.self) { try await flow.desk.retry(first, in: flow.test.organization.id, by: nil) }
                }
                try await storage.write {
                    try $0.execute("DELETE FROM run WHERE organization = \(sleeping.organization) AND id = \(sleeping.id)")
                }
                #expect(try await due(1) == (isSequential ? 1 : 3))
            }
        }
    }

    @Test(arguments: TestDatabase.available)
    func `one whose scenario is off is not tried, and one whose scenario is gone goes with it`(_ database: TestDatabase) async throws {
        try await Self.run(database, fail: "1") { flow, _ in
            try await flow.deliver(["a"])
            let (organization, kept) = (flow.test.organization.id, try #require(try await flow.kept.first))
            _ = try await flow.test.scenarios.save(flow.scenario.id, in: organization, ScenarioEdits(active: false), author: nil)
            await #expect(throws: InvalidInput.self) { try await flow.desk.retry(kept.id, in: organization, by: nil) }
            try await flow.test.scenarios.delete(flow.scenario.id, in: organization, author: nil)
            #expect(try await flow.kept.isEmpty)
            await #expect(throws: NotFound.self) { try await flow.desk.retry(kept.id, in: organization, by: nil) }
        }
    }

    @Test func `resolved ones are removed after 30 days, others never`() async throws {
        try await Self.run(.sqlite, fail: "1") { flow, _ in
            try await flow.deliver(["a", "b"])
            try await flow.desk.retry(try #require(try await flow.kept.first).id, in: flow.test.organization.id, by: nil)
            try await flow.test.idle()
            for (days, left) in [(29, 1), (2, 0)] {
                flow.test.clock.advance(milliseconds: Int64(days) * 86_400_000)
                let now = flow.test.clock.now
                try await flow.test.engine.storage.write {
                    try RetentionStore($0).removeAside(of: flow.test.organization.id, before: now, quarter: 0, at: now)
                }
                #expect(try await flow.kept.count == left)
            }
        }
    }

    @Test(
        arguments: [("Ignore", RunState.success, "b=2"), ("Commit", .success, nil), ("Rollback", .error, nil)]
            as [(String, RunState, String?)])
    func `a directive against a real peer`(name: String, state: RunState, text: String?) async throws {
        let directive = #"{"id":9,"module":"builtin:\#(name)","version":1,"mapper":{}}"#
        try await Self.run(.sqlite, fail: "1", as: "drop", onerror: directive, settings: #""maxErrors": 9"#) { flow, _ in
            try await flow.deliver(["a", "b"])
            let run = try #require(try await flow.runs.first)
            #expect(run.state == state)
            #expect(try await flow.outputs(run)?["text"] == text.map(Value.text))
            #expect(try await flow.kept.isEmpty)
        }
    }

    @Test func `resume hands its fields on, and a nested handler resumes inside a handler`() async throws {
        let inner = #"{"id":12,"module":"builtin:Resume","version":1,"mapper":{"data":{"n":"inner"}}}"#
        try await Self.run(
            .sqlite, fail: "1", onerror: #"{"id":9,"module":"builtin:Resume","version":1,"mapper":{"data":{"n":"{{3.error.type}}"}}}"#
        ) {
            flow, _ in
            try await flow.deliver(["a", "b"])
            #expect(try await flow.outputs(try #require(try await flow.runs.first))?["text"] == "a=RuntimeError,b=2")
        }
        let peer = try await PeerProgram("failing.py")
        let second = """
            {"id":11,"module":"http:MakeRequest","version":4,"parameters":{"authenticationType":"noAuth"},
             "mapper":{"url":"http://127.0.0.1:\(peer.port)/other?fail=1","method":"get","stopOnHttpError":true},"onerror":[\(inner)]},
            {"id":9,"module":"builtin:Resume","version":1,"mapper":{"data":{"n":"outer {{11.data.n}}"}}}
            """
        try await Self.run(.sqlite, fail: "2", onerror: second) { flow, _ in
            try await flow.deliver(["a", "b", "c"])
            #expect(try await flow.outputs(try #require(try await flow.runs.first))?["text"] == "a=1,b=outer inner,c=3")
        }
    }
}
