import Expressions
import Values

/// A value of a mapper, or a filter's operand, ready to be evaluated for a bundle.
indirect enum FieldTemplate: Sendable {
    case constant(Value)
    case template(Template, FieldType)
    /// A constant that is coerced in the run: its zone decides, or it fails.
    case typed(Value, FieldType)
    /// Text that can't be read as a template: evaluating it fails.
    case broken(String)
    case list([FieldTemplate])
    case collection([NamedTemplate])

    /// `nil` where the field is to be left out.
    func evaluate(_ scope: EvaluationScope) throws(EvaluationError) -> Value? {
        switch self {
        case .constant(let value): return value
        case .template(let template, let type):
            switch try template.evaluateField(scope) {
            case .value(let value): return try type.coerced(value, zone: scope.zone)
            case .ignore: return nil
            case .erase: return type.empty
            }
        case .typed(let value, let type): return try type.coerced(value, zone: scope.zone)
        case .broken(let message): throw EvaluationError(type: "DataError", message: message)
        case .list(let items):
            var values: [Value] = []
            values.reserveCapacity(items.count)
            for item in items {
                if let value = try item.evaluate(scope) { values.append(value) }
            }
            return .array(values)
        case .collection(let fields):
            var values = Fields()
            values.reserveCapacity(fields.count)
            for field in fields { values[field.name] = try field.template.evaluate(scope) }
            return .collection(values)
        }
    }

    var constant: Value? {
        guard case .constant(let value) = self else { return nil }
        return value
    }
}

struct NamedTemplate: Sendable {
    let name: String
    let template: FieldTemplate
}

/// A module's `mapper` or `parameters`.
struct ModuleFields: Sendable {
    let fields: [NamedTemplate]
    /// Evaluated beforehand where nothing depends on a bundle.
    private let constant: Fields?

    static let empty = ModuleFields([])

    init(_ fields: [NamedTemplate]) {
        self.fields = fields
        var constants = Fields()
        for field in fields { constants[field.name] = field.template.constant }
        constant = constants.count == fields.count ? constants : nil
    }

    func evaluate(_ scope: EvaluationScope) throws(ModuleFailure) -> Fields {
        if let constant { return constant }
        var values = Fields()
        values.reserveCapacity(fields.count)
        for field in fields {
            do {
                values[field.name] = try field.template.evaluate(scope)
            } catch {
                throw ModuleFailure(error, at: field.name)
            }
        }
        return values
    }

    subscript(name: String) -> FieldTemplate? { fields.first { $0.name == name }?.template }
}

extension ModuleFailure {
    /// What was being evaluated comes first, as a module may have dozens of fields.
    init(_ error: EvaluationError, at place: String) {
        self.init(error.type, "\(place): \(error.message)", began: false)
    }
}
