import Automation
import Values

/// What the data store modules share.
enum DataStoreFields {
    static let store = FieldDescriptor("datastore", "Data store", "datastore", required: true)

    static func store(of input: ModuleInput) throws(ModuleFailure) -> Int64 {
        let value = input.parameters["datastore"] ?? input.mapper["datastore"] ?? .null
        guard let id = Number(parsing: value.moduleText.trimmingWhitespace)?.int, id > 0 else {
            throw .notSetUp("No data store is chosen for this module.")
        }
        return Int64(id)
    }
}
