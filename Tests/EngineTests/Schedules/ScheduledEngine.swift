import Automation
import Engine
import StorageCore
import Stores
import TestSupport
import Values

extension TestEngine {
    static let oneStep = """
        {"name":"Timed","flow":[{"id":1,"module":"util:SetVariable2","version":1,"parameters":{},
        "mapper":{"name":"a","scope":"roundtrip","value":"1"}}],"metadata":{"version":1}}
        """

    /// Adds a scenario that is on and has a schedule.
    func add(_ blueprint: String = oneStep, scheduling: String) async throws -> Scenario {
        let made = try await add(blueprint)
        return try await scenarios.save(made.id, in: organization.id, ScenarioEdits(scheduling: scheduling, active: true), author: nil)
            .scenario
    }

    func next(of scenario: Scenario) async throws -> Timestamp? {
        try await engine.storage.read { try ScheduleStore($0).next(of: scenario.id, in: scenario.organization) }
    }

    /// The oldest first.
    func fires(of scenario: Scenario) async throws -> [Fire] {
        try await engine.storage.read { try FireStore($0).fires(of: scenario.id, in: scenario.organization, limit: 10_000) }.reversed()
    }

    func runs() async throws -> [Run] {
        try await engine.storage.read { try RunStore($0).runs(of: self.organization.id, RunFilter(), limit: 10_000) }
    }

    /// Waits until each schedule that is due was looked at: served, or put off.
    func lookedAt() async throws {
        try await until("each schedule was looked at") {
            try await self.engine.storage.read { try ScheduleStore($0).due(at: self.clock.now, limit: 1) }.isEmpty
        }
    }

    /// Waits until everything that is due now was served, and has ended.
    func served(_ scenario: Scenario) async throws {
        try await until("what is due is served") { try await self.next(of: scenario).map { $0 > self.clock.now } ?? true }
        try await idle()
    }
}

extension Timestamp {
    init(_ text: String) { self = Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0) }
}
