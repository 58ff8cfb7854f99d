import Automation
package import ModuleLibrary
package import StorageCore
package import Stores
import Values

/// Who uses a connection: what the blueprints of an organization's scenarios name.
package struct ConnectionUse {
    private let transaction: any Transaction
    private let library: ModuleLibrary

    package init(_ transaction: any Transaction, library: ModuleLibrary) {
        self.transaction = transaction
        self.library = library
    }

    package func scenarios(of connection: StoredConnection) throws -> [Scenario] {
        let store = ScenarioStore(transaction)
        return try store.scenarios(of: connection.organization).filter { scenario in
            guard let text = try store.blueprint(of: scenario.id, version: scenario.version), text.contains("\(connection.id)"),
                let blueprint = try? Blueprint(parsing: Array(text.utf8))
            else { return false }
            return names(connection.id, in: blueprint.orphans.flatMap { $0 } + blueprint.flow)
        }
    }

    private func names(_ id: StoredConnection.ID, in modules: [BlueprintModule]) -> Bool {
        modules.contains { module in
            let fields = library.descriptor(for: module.module)?.parameters.filter(\.namesConnection) ?? []
            if fields.contains(where: { ConnectionVault.id(module.parameters[$0.name].map(Value.init)) == id }) { return true }
            return names(
                id, in: module.onerror + module.routes.flatMap(\.flow) + module.branches.flatMap(\.flow) + module.tools.flatMap(\.flow))
        }
    }
}
