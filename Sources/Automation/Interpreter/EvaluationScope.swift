import Expressions
import Values

/// What a text sees while it is evaluated for a bundle. A class, as it is passed as `any EvaluationContext` for every field.
final class EvaluationScope: EvaluationContext {
    let bindings: [Binding]
    let current: [Value]
    let system: Value
    let now: Timestamp
    let zone: String
    let executionId: String
    private var randomness: Randomness

    init(bindings: [Binding], current: [Value], system: Value, now: Timestamp, zone: String, executionId: String, seed: UInt64) {
        self.bindings = bindings
        self.current = current
        self.system = system
        self.now = now
        self.zone = zone
        self.executionId = executionId
        randomness = Randomness(seed: seed)
    }

    /// Nothing is to be seen: for what says everything itself.
    static var blank: EvaluationScope {
        EvaluationScope(bindings: [], current: [], system: .null, now: Timestamp(milliseconds: 0), zone: "UTC", executionId: "", seed: 0)
    }

    func bundle(of module: Int) -> Value? {
        for binding in bindings where binding.id == module { return current[binding.slot] }
        return nil
    }

    func variable(_ path: [String]) -> Value {
        var value = system
        for name in path { value = value[name] ?? .null }
        return value
    }

    func random() -> UInt64 { randomness.next() }
}
