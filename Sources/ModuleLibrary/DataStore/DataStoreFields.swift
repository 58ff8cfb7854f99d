import Automation
import Values

/// What the data store modules share.
enum DataStoreFields {
    static let store = FieldDescriptor("datastore", "Data store", "datastore", required: true)
    static let key = FieldDescriptor("key", "Key", required: true)
    static let data = FieldDescriptor("data", "Record", "collection", help: "The record's fields.")

    static func request(_ input: ModuleInput, _ action: RecordAction) throws(ModuleFailure) -> OwnEffect {
        .record(RecordRequest(store: try store(of: input), action: action, zone: input.zone))
    }

    static func store(of input: ModuleInput) throws(ModuleFailure) -> Int64 {
        let value = input.parameters["datastore"] ?? input.mapper["datastore"] ?? .null
        guard let id = Number(parsing: value.moduleText.trimmingWhitespace)?.int, id > 0 else {
            throw .notSetUp("No data store is chosen for this module. Choose one in its settings.")
        }
        return Int64(id)
    }

    static func record(of input: ModuleInput) throws(ModuleFailure) -> Fields {
        switch input.mapper["data"] {
        case nil, .null, .text(""): return [:]
        case .collection(let fields): return fields
        default: throw .refused("The field 'Record' must be a collection.")
        }
    }
}
