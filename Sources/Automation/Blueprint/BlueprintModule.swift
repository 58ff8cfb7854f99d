package import Values

/// One step of a flow: a typed view on its part of the tree.
package struct BlueprintModule: Sendable {
    /// Where it stands: `flow[3].routes[0].flow[1]`.
    package let path: String
    package let json: JSON
    /// Unique in the whole blueprint; the name used in `{{id.field}}`.
    package let id: Int
    /// `app:Module`.
    package let module: String
    package let version: Int
    /// The gate before this module.
    package let filter: BlueprintFilter?
    /// Of a router only.
    package let routes: [BlueprintRoute]
    /// Of an if-else only.
    package let branches: [BlueprintBranch]
    /// Of a merge only: a gate for each branch that leads to it.
    package let armFilters: [BlueprintFilter?]
    /// What runs when this module fails.
    package let onerror: [BlueprintModule]
    /// Of an agent only.
    package let tools: [BlueprintTool]

    package var parameters: JSONObject { json["parameters"]?.asObject ?? JSONObject() }
    package var mapper: JSONObject { json["mapper"]?.asObject ?? JSONObject() }
    /// `groupBy`, `stopIfEmpty` of an aggregator.
    package var flags: JSONObject { json["flags"]?.asObject ?? JSONObject() }
    /// The editor's state.
    package var metadata: JSONObject { json["metadata"]?.asObject ?? JSONObject() }
    /// The name that its maker gave it.
    package var label: String? { json["metadata"]?["designer"]?["name"]?.asText }
    /// Field specs of the mapper: the best source for the types that it expects.
    package var expect: [JSON] { json["metadata"]?["expect"]?.asArray ?? [] }
    /// Field specs of the output, where it is dynamic.
    package var interface: [JSON] { json["metadata"]?["interface"]?.asArray ?? [] }
}

package struct BlueprintRoute: Sendable {
    package let path: String
    package let flow: [BlueprintModule]
    package let isDisabled: Bool
}

package struct BlueprintBranch: Sendable {
    package let path: String
    package let label: String?
    package let isElse: Bool
    package let merges: Bool
    package let isDisabled: Bool
    package let conditions: [[BlueprintCondition]]
    package let flow: [BlueprintModule]
}

package struct BlueprintTool: Sendable {
    package let path: String
    package let name: String?
    package let flow: [BlueprintModule]
}

/// Groups of conditions: one group must pass, and all conditions in it.
package struct BlueprintFilter: Sendable {
    package let path: String
    package let name: String?
    package let conditions: [[BlueprintCondition]]
}

package struct BlueprintCondition: Sendable {
    package let path: String
    /// `text:equal:ci`, `exist`.
    package let operation: String
    package let left: JSON
    package let right: JSON
}
