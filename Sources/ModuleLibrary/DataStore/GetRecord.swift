import Automation
import Values

/// `datastore:GetRecord`
struct GetRecord: OwnModule {
    let descriptor = ModuleDescriptor(
        name: "datastore:GetRecord", label: "Get a record", summary: "Reads a record from a data store by its key.", app: .dataStore,
        role: .action, effect: .ours, parameters: [DataStoreFields.store],
        mapper: [
            DataStoreFields.key,
            FieldDescriptor(
                "returnWrapped", "Keep key and record apart", "boolean", required: true,
                help: "If so, the output has the fields 'key' and 'data'; if not, the record's own fields.", initial: false),
        ])

    func plan(_ input: ModuleInput) throws(ModuleFailure) -> OwnEffect {
        try DataStoreFields.request(
            input, .get(key: try input.mapper.required("key", "Key"), wrapped: input.mapper.flag("returnWrapped", false)))
    }
}
