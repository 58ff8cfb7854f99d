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
            DataStoreFields.data,
        ],
        output: [FieldDescriptor("key", "Key")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        try DataStoreFields.request(
            input,
            .add(
                key: input.mapper.text("key"), data: try DataStoreFields.record(of: input),
                overwrite: input.mapper.flag("overwrite", false)))
    }
}
