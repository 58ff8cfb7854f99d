import Automation
import Values

extension ModuleInput {
    /// Fields as the module's data structure wants them; as they are where it has none.
    /// - Parameter began: false where nothing was done yet, so that nothing is charged.
    func structured(_ fields: Fields, began: Bool = false) throws(ModuleFailure) -> Fields {
        guard let structure else { return fields }
        do throws(StructureViolation) {
            return try structure.checked(fields, zone: zone)
        } catch {
            throw ModuleFailure("DataError", error.message, began: began)
        }
    }

    /// The same of a value, where it has fields.
    func structured(_ value: Value, began: Bool = false) throws(ModuleFailure) -> Value {
        guard case .collection(let fields) = value else { return value }
        return .collection(try structured(fields, began: began))
    }
}
