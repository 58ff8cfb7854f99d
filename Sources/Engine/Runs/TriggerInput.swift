import Automation
import ModuleLibrary
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
    /// The trigger looks for something by itself, unless it is told what it found.
    let isAsked: Bool

    init(_ program: Program, zone: String, library: ModuleLibrary) {
        self.program = program
        self.zone = zone
        isAsked = library.asksTrigger(of: program)
    }

    /// A run begins with inputs: what starts it is no delivery, and nothing that its trigger finds.
    var declaresInputs: Bool {
        if program.first?.module == "scenario-service:StartSubscenario" { return true }
        return !program.blueprint.inputs.isEmpty && !isAsked && Hook.Kind(startedBy: program.first?.module) == nil
    }

    /// What a run begins with that is given these inputs; `nil`: its trigger is asked.
    func given(_ inputs: Fields) -> [Value]? { isAsked && inputs.isEmpty ? nil : [.collection(inputs)] }

    /// The trigger's bundles: one empty bundle where a trigger gets nothing; inputs with their defaults, in their types; `nil` where the
    /// trigger is asked, or nothing was given to what needs nothing.
    func checked(_ trigger: [Value]?, options: RunOptions) throws -> [Value]? {
        if trigger == nil, isAsked { return nil }
        guard let first = program.first, options.onlyModule == nil || options.onlyModule == first.id else { return trigger }
        let inputs = declaresInputs && !options.everyPath
        let bundles = trigger ?? (first.role == .trigger || inputs && first.descriptor != nil ? [.collection([:])] : nil)
        guard inputs, let bundles else { return bundles }
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
        for spec in FieldSpec.declared(program.blueprint.inputs) {
            let value = given[spec.name]
            do throws(StructureViolation) {
                let one: Fields = value.map { [spec.name: $0] } ?? [:]
                if let checked = try StructureCheck(fields: [spec], strict: false).checked(one, zone: zone)[spec.name] {
                    fields[spec.name] = checked
                }
            } catch {
                let isMissing = error.path == spec.name && (value ?? .null).isNothing
                problems.append(
                    .init(
                        name: spec.name,
                        message: isMissing
                            ? "Missing value of required parameter '\(spec.name)'." : "Parameter '\(spec.name)': \(error.message)"))
            }
        }
        guard problems.isEmpty else { throw InvalidInputs(parts: problems) }
        return fields
    }
}
