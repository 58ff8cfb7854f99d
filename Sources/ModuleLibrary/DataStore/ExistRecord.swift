import Automation
import Values

/// `datastore:ExistRecord`
struct ExistRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:ExistRecord", label: "Check the existence of a record",
        summary: "Says whether a data store has a record of a key.",
        app: .dataStore, role: .action, effect: .ours, parameters: [DataStoreFields.store], mapper: [DataStoreFields.key],
        output: [FieldDescriptor("exist", "Exists", "boolean")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        try DataStoreFields.request(input, .exist(key: try input.mapper.required("key", "Key")))
    }
}
