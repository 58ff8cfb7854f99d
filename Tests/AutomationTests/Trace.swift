import Automation
import Ledger
import Values

/// What a run did, and what it came to.
struct Trace {
    var operations: [Operation] = []
    var results: [OperationResult] = []
    var outcome: RunOutcome?
    var incomplete: [IncompleteBundle] = []

    /// `5:0.1` is module 5 at path [0, 1].
    var addresses: [String] { operations.map(Self.address) }
    var moduleIds: [Int] { operations.map(\.moduleId) }

    func count(of module: Int) -> Int { operations.count { $0.moduleId == module } }

    func bundles(of module: Int) -> [[Value]] { zip(operations, results).filter { $0.0.moduleId == module }.map(\.1.bundles) }

    var cost: Estimate.Cost {
        operations.reduce(into: Estimate.Cost()) { cost, operation in
            let price = TestCatalog.price(operation.descriptor)
            cost.operations += price.operations
            cost.credits += price.credits
        }
    }

    var outputs: Fields? {
        guard case .completed(let outputs) = outcome else { return nil }
        return outputs
    }

    var failure: (failure: ModuleFailure, moduleId: Int)? {
        guard case .failed(let failure, let moduleId) = outcome else { return nil }
        return (failure, moduleId)
    }

    static func address(_ operation: Operation) -> String {
        let path = operation.path.map(String.init).joined(separator: ".")
        return path.isEmpty ? "\(operation.moduleId)" : "\(operation.moduleId):\(path)"
    }
}

typealias StandIn = (Operation, ModuleInput) throws(ModuleFailure) -> [Value]

let start = Timestamp(milliseconds: 1_795_000_000_000)

func program(_ flow: String) throws -> Program { try Program(blueprint(flow), catalog: TestCatalog()) }

func blueprint(_ flow: String) throws -> Blueprint {
    try Blueprint(parsing: Array(#"{"name": "Test", "flow": [\#(flow)], "metadata": {"version": 1}}"#.utf8))
}

func interpreter(_ program: Program, trigger: [Value]? = nil, inputs: Fields = [:], options: InterpreterOptions = .init()) -> Interpreter {
    let run = RunIdentity(
        id: "0123456789abcdef", startedAt: start, zone: "Europe/Prague", scenarioId: 7, scenarioName: "Test", inputs: inputs)
    return Interpreter(program: program, run: run, trigger: trigger, options: options)
}

extension Interpreter {
    /// Runs to the end: inherent operations by itself, the others by the stand-in. Every operation takes 7 ms.
    mutating func run(standIn: StandIn = { _, _ in [[:]] }) -> Trace {
        var trace = Trace()
        while case .perform(let operation) = next() {
            let endedAt = Timestamp(milliseconds: start.milliseconds + Int64(operation.ordinal + 1) * 7)
            var result = OperationResult(bundles: [], endedAt: endedAt)
            do throws(ModuleFailure) {
                result.bundles = operation.isInherent ? try perform(operation) : try standIn(operation, try input(of: operation))
            } catch {
                result.failure = error
            }
            trace.operations.append(operation)
            trace.results.append(result)
            complete(operation, result)
        }
        if case .finished(let outcome) = next() { trace.outcome = outcome }
        return trace
    }

    /// Every filter passes and everything gives one empty bundle.
    mutating func dryRun() -> Trace {
        var trace = Trace()
        while case .perform(let operation) = next() {
            let result = OperationResult(bundles: [[:]], endedAt: start)
            trace.operations.append(operation)
            trace.results.append(result)
            complete(operation, result)
        }
        if case .finished(let outcome) = next() { trace.outcome = outcome }
        return trace
    }
}

func trace(
    _ flow: String, trigger: [Value]? = nil, inputs: Fields = [:], options: InterpreterOptions = .init(),
    standIn: StandIn = { _, _ in [[:]] }
) throws -> Trace {
    var interpreter = interpreter(try program(flow), trigger: trigger, inputs: inputs, options: options)
    return interpreter.run(standIn: standIn)
}
