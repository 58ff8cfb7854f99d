import Automation
import Expressions
import Stores
import Values

/// Inputs that the scenario declares are missing or of the wrong type.
package struct InvalidInputs: Error, Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let name: String
        package let message: String
    }

    package let parts: [Part]
}

/// What a run is started with, checked against what its scenario declares.
struct TriggerInput {
    private let program: Program
    private let zone: String

    init(_ program: Program, zone: String) {
        self.program = program
        self.zone = zone
    }

    /// The trigger's bundles: one empty bundle where a trigger gets nothing; inputs with their defaults, in their types.
    func checked(_ trigger: [Value]?, options: RunOptions) throws -> [Value]? {
        guard let first = program.first, first.role == .trigger, options.onlyModule == nil || options.onlyModule == first.id else {
            return trigger
        }
        let bundles = trigger ?? [.collection([:])]
        guard first.module == "scenario-service:StartSubscenario", !options.everyPath else { return bundles }
        return try bundles.map { bundle in
            guard case .collection(let fields) = bundle else {
                throw InvalidInputs(parts: [.init(name: "input", message: "The inputs are an object with a member for each.")])
            }
            return .collection(try typed(fields))
        }
    }

    private func typed(_ given: Fields) throws -> Fields {
        var fields = given
        var problems: [InvalidInputs.Part] = []
        for spec in program.blueprint.inputs {
            guard let name = spec["name"]?.asText else { continue }
            var value = fields[name] ?? .null
            if value == .null, let initial = spec["default"], initial != .null { value = Value(initial) }
            guard value != .null else {
                if spec["required"]?.asBoolean == true {
                    problems.append(.init(name: name, message: "Missing value of required parameter '\(name)'."))
                }
                continue
            }
            do throws(EvaluationError) {
                fields[name] = try Coercion.coerce(value, to: spec["type"]?.asText ?? "any", zone: zone)
            } catch {
                problems.append(.init(name: name, message: "Parameter '\(name)': \(error.message)"))
            }
        }
        guard problems.isEmpty else { throw InvalidInputs(parts: problems) }
        return fields
    }
}
