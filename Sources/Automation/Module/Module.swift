package import Values

/// What a module gets for one bundle.
package struct ModuleInput: Sendable {
    package var moduleId: Int
    package var module: String
    package var version: Int
    /// The blueprint's static configuration.
    package var parameters: Fields
    /// The mapper, evaluated for this bundle and coerced to the types of its fields.
    package var mapper: Fields
    /// The same for every attempt at this operation; what the outside may use to tell a repetition.
    package var idempotencyKey: String
    /// The organization's IANA time zone.
    package var zone: String
    /// Connections and keys that the parameters name, opened for this operation, by the name of the parameter.
    package var connections: [String: Connection] = [:]
    /// Of an aggregator: the mapper as it was evaluated for each bundle of the group.
    package var items: [Value] = []
    /// Of a trigger that polls: what its last run left (``EffectOutput/state``); `null` before the first.
    package var state: Value = .null

    package init(
        moduleId: Int, module: String, version: Int = 1, parameters: Fields = [:], mapper: Fields = [:], idempotencyKey: String = "",
        zone: String = "UTC"
    ) {
        self.moduleId = moduleId
        self.module = module
        self.version = version
        self.parameters = parameters
        self.mapper = mapper
        self.idempotencyKey = idempotencyKey
        self.zone = zone
    }
}

/// Why an operation failed, in the format's own classes: `DataError`, `RuntimeError`, `ConnectionError`, `ModuleTimeoutError` ...
package struct ModuleFailure: Error, Hashable, Sendable {
    package var type: String
    /// What happened and what to do, for the maker; never a secret.
    package var message: String
    package var detail: Value
    /// False where the operation was refused before it began, and so is not charged (decision 3).
    package var began: Bool

    package init(_ type: String, _ message: String, detail: Value = .null, began: Bool = true) {
        self.type = type
        self.message = message
        self.detail = detail
        self.began = began
    }
}

extension ModuleFailure {
    /// No failure: the operation is marked, and the run goes on with one empty bundle.
    package static func warning(_ message: String) -> ModuleFailure { ModuleFailure("Warning", message) }
    package var isWarning: Bool { type == "Warning" }
}

/// A module that touches nothing outside the run.
package protocol PureModule: Sendable {
    var descriptor: ModuleDescriptor { get }
    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value]
}

/// A module whose effect is in our own database: it says what to do, and the recorder does it in the journal's transaction.
package protocol OwnModule: Sendable {
    var descriptor: ModuleDescriptor { get }
    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect
}

/// A module that acts on the world outside.
package protocol EffectModule: Sendable {
    var descriptor: ModuleDescriptor { get }
    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput
}

package struct EffectOutput: Sendable {
    package var bundles: [Value]
    /// Of a trigger that polls: what its next run begins with. Kept when this run ends well.
    package var state: Value?
    /// Bytes of bodies that crossed the installation's border, in and out, before compression (decision 9).
    package var transfer: Int64

    package init(bundles: [Value], transfer: Int64 = 0, state: Value? = nil) {
        self.bundles = bundles
        self.transfer = transfer
        self.state = state
    }
}

/// An effect in our own database.
package enum OwnEffect: Sendable {
    /// Reads or changes a data store.
    case record(RecordRequest)
    /// Counts up, and gives the number: output `{i}`.
    case increment(CounterScope)
    /// Answers the caller of the webhook that started the run. Output: none of interest.
    case respond(status: Int, headers: [(name: String, value: String)], body: [UInt8])
    /// The run keeps a deadline, not a worker.
    case sleep(milliseconds: Int64)
    /// Starts a run of another scenario of the organization. Output: what that returns, or `{executionId}`.
    case call(ScenarioCall)
}

package struct ScenarioCall: Hashable, Sendable {
    package var scenario: Int64
    package var inputs: Fields
    /// The run goes on when the called one has ended, with its outputs or its failure.
    package var waits: Bool

    package init(scenario: Int64, inputs: Fields, waits: Bool) {
        self.scenario = scenario
        self.inputs = inputs
        self.waits = waits
    }
}

/// How a module is carried out.
package enum ModuleExecution: Sendable {
    case pure(any PureModule)
    case ours(any OwnModule)
    case effect(any EffectModule)
}
