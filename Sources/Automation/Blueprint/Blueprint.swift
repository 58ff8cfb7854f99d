package import Values

/// A scenario as its maker wrote it: the tree itself, kept to the last literal, and a typed view on it.
package struct Blueprint: Sendable {
    /// The blueprint's own tree, out of its envelope.
    package let json: JSON
    package let envelope: BlueprintEnvelope
    /// Empty where neither the blueprint nor its envelope has one.
    package let name: String
    package let flow: [BlueprintModule]
    /// Chains that aren't connected to the main flow: kept, never run.
    package let orphans: [[BlueprintModule]]
    package let settings: ScenarioSettings
    /// The envelope's `scheduling`, where it has one.
    package let scheduling: JSON?
    /// All modules: those of routes, branches, error handlers and tools too, but not the orphans.
    package let moduleCount: Int

    package init(parsing bytes: [UInt8]) throws(BlueprintError) {
        guard bytes.count <= BlueprintLimits.bytes else {
            throw .malformed(
                path: "", message: "The file has \(bytes.count) bytes; a blueprint has at most \(BlueprintLimits.bytes) (limit: bytes).")
        }
        let outer: JSON
        do {
            outer = try JSON(parsing: bytes, limits: JSONLimits(maxBytes: BlueprintLimits.bytes, maxDepth: BlueprintLimits.jsonDepth))
        } catch {
            throw .notJSON(error)
        }
        try self.init(outer)
    }

    /// From a tree, in an envelope or not.
    package init(_ outer: JSON) throws(BlueprintError) {
        let unwrapped = try UnwrappedBlueprint(outer)
        guard let object = unwrapped.tree.asObject else {
            throw .malformed(path: "blueprint", message: "A blueprint is an object, not \(unwrapped.tree.kindName).")
        }
        if let name = object["name"], name != .null, name.asText == nil {
            throw .malformed(path: "name", message: "The name must be text, not \(name.kindName).")
        }
        if let metadata = object["metadata"], metadata != .null, metadata.asObject == nil {
            throw .malformed(path: "metadata", message: "The metadata must be an object, not \(metadata.kindName).")
        }
        var reader = BlueprintReader()
        flow = try reader.flow(object["flow"] ?? .null, path: "flow", nesting: 0)
        moduleCount = reader.count
        orphans = try reader.orphans(object["metadata"]?["designer"]?["orphans"])
        json = unwrapped.tree
        envelope = unwrapped.envelope
        name = object["name"]?.asText ?? unwrapped.name ?? ""
        settings = ScenarioSettings(object["metadata"]?["scenario"])
        scheduling = unwrapped.scheduling
    }

    /// The blueprint itself, without an envelope: the same values, key order and number literals as were read.
    package func exportText() -> String { json.text(indent: 4) }

    /// Field specs of what the scenario takes, in `io` or the newer `interface`.
    package var inputs: [JSON] { json["io"]?["input_spec"]?.asArray ?? json["interface"]?["input"]?.asArray ?? [] }
    /// Field specs of what it returns.
    package var outputs: [JSON] { json["io"]?["output_spec"]?.asArray ?? json["interface"]?["output"]?.asArray ?? [] }
}
