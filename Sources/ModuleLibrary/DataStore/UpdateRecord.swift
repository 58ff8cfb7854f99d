import Automation
import Values

/// `datastore:UpdateRecord`
struct UpdateRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:UpdateRecord", label: "Update a record",
        summary: "Changes fields of a record and leaves the others as they are.",
        app: .dataStore, role: .action, effect: .ours, parameters: [DataStoreFields.store],
        mapper: [
            DataStoreFields.key,
            FieldDescriptor(
                "upsert", "Insert missing record", "boolean", required: true, help: "If not, a key that isn't there is an error.",
                initial: false),
            FieldDescriptor(
                "overwriteArrays", "Overwrite arrays", "boolean", required: true,
                help: "If not, the items of an array are added to those that are there.", initial: false),
            DataStoreFields.data,
        ],
        output: [FieldDescriptor("key", "Key"), FieldDescriptor("data", "Record", "collection", help: "As it is then.")])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        try DataStoreFields.request(
            input,
            .update(
                key: try input.mapper.required("key", "Key"), data: try DataStoreFields.record(of: input),
                upsert: input.mapper.flag("upsert", false), overwriteArrays: input.mapper.flag("overwriteArrays", false)))
    }
}
