import Automation
import Values

/// The reader, the compiler and the interpreter of blueprints: any file is refused with a reason, or is exported as it was, compiles, and
/// runs to an end or to the last of so many operations, twice the same way.
func check(_ input: [UInt8]) {
    guard let blueprint = try? Blueprint(parsing: input) else { return }
    let exported = blueprint.exportText()
    guard let again = try? Blueprint(parsing: Array(exported.utf8)) else { preconditionFailure("the export can't be read") }
    precondition(again.json == blueprint.json, "the export is not what was imported")
    guard let program = try? Program(blueprint, catalog: TestCatalog()) else { return }
    precondition(program.nodes.count <= BlueprintLimits.modules, "more modules than the limit")
    precondition(addresses(program) == addresses(program), "the second run went another way")
}

private let maxOperations = 60

/// What is performed, in order, and how it ended.
private func addresses(_ program: Program) -> [String] {
    let start = Timestamp(milliseconds: 1_795_000_000_000)
    let run = RunIdentity(
        id: "0123456789abcdef", startedAt: start, zone: "Europe/Prague", scenarioId: 7, scenarioName: "Fuzz", inputs: ["x": 1])
    var interpreter = Interpreter(program: program, run: run, trigger: [["a": "1", "list": [1, ["b": "c"]]], [:]])
    var addresses: [String] = []
    while addresses.count < maxOperations, case .perform(let operation) = interpreter.next() {
        let endedAt = Timestamp(milliseconds: start.milliseconds + Int64(operation.ordinal) * 7)
        var result = OperationResult(bundles: [], endedAt: endedAt)
        do throws(ModuleFailure) {
            if operation.isInherent {
                result.bundles = try interpreter.perform(operation)
            } else {
                result.bundles = [.collection(try interpreter.input(of: operation).mapper), ["value": "x"]]
            }
        } catch {
            result.failure = error
        }
        addresses.append("\(operation.moduleId) \(operation.path) \(result.bundles.count) \(result.failure?.type ?? "")")
        interpreter.complete(operation, result)
    }
    return addresses
}
