import Automation
import Values

/// `datastore:DeleteRecord`
struct DeleteRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:DeleteRecord", label: "Delete a record",
        summary: "Takes a record out of a data store. That there is none is no error.",
        app: .dataStore, role: .action, effect: .ours, parameters: [DataStoreFields.store], mapper: [DataStoreFields.key],
        output: [FieldDescriptor("key", "Key"), FieldDescriptor("deleted", "There was one", "boolean")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        try DataStoreFields.request(input, .delete(key: try input.mapper.required("key", "Key")))
    }
}

/// `datastore:DeleteAllRecords`
struct DeleteAllRecords: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:DeleteAllRecords", label: "Delete all records", summary: "Empties a data store.", app: .dataStore,
        role: .action, effect: .ours, parameters: [DataStoreFields.store],
        output: [FieldDescriptor("count", "Number of records deleted", "uinteger")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect { try DataStoreFields.request(input, .deleteAll) }
}
