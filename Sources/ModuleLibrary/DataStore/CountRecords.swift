import Automation
import Values

/// `datastore:CountRecords`
struct CountRecords: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:CountRecords", label: "Count records", summary: "Says how many records a data store has.", app: .dataStore,
        role: .action, effect: .ours, parameters: [DataStoreFields.store],
        output: [FieldDescriptor("count", "Number of records", "uinteger")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect { try DataStoreFields.request(input, .count) }
}
