import Expressions
import Values

extension FieldType {
    /// `nil` where the field is to be left out: no text isn't a number, a date or a list, it is a field that nobody filled.
    func coerced(_ value: Value, zone: String) throws(EvaluationError) -> Value? {
        if kind == .any || value.isNull || holds(value) { return value }
        if value.isNothing, kind != .buffer { return nil }
        return try Coercion.coerce(value, to: kind.rawValue, zone: zone)
    }

    /// Nothing is to be done in the common case.
    private func holds(_ value: Value) -> Bool {
        switch (kind, value) {
        case (.text, .text), (.json, .text), (.number, .number), (.boolean, .boolean), (.date, .date), (.buffer, .buffer), (.array, .array),
            (.collection, .collection):
            true
        default: false
        }
    }

    /// What the word `erase` sends.
    var empty: Value {
        switch kind {
        case .array: []
        case .collection: [:]
        default: ""
        }
    }
}
