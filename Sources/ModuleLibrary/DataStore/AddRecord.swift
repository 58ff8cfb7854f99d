import Automation
import Values

/// `datastore:AddRecord`
struct AddRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:AddRecord", label: "Add or replace a record", summary: "Writes a record to a data store.", app: .dataStore,
        role: .action, effect: .ours, parameters: [DataStoreFields.store],
        mapper: [
            FieldDescriptor("key", "Key", help: "Names the record. A key is made if this is empty."),
            FieldDescriptor(
                "overwrite", "Replace an existing record", "boolean", required: true, help: "If not, a key that is taken is an error.",
                initial: false),
            FieldDescriptor("data", "Record", "collection", help: "The record's fields."),
        ],
        output: [FieldDescriptor("key", "Key")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        let store = try DataStoreFields.store(of: input)
        let data: Fields
        switch input.mapper["data"] {
        case nil, .null, .text(""): data = [:]
        case .collection(let fields): data = fields
        default: throw .refused("The field 'Record' must be a collection.")
        }
        return .addRecord(store: store, key: input.mapper.text("key"), data: data, overwrite: input.mapper.flag("overwrite", false))
    }
}
