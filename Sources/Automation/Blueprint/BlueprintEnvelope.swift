import Values

/// What a blueprint came wrapped in.
package enum BlueprintEnvelope: String, Sendable {
    /// `{name, flow, metadata}`: the editor's export.
    case none
    /// `{code, response: {blueprint, scheduling}}`: an answer of the API.
    case answer
    /// `{blueprint: {flow}, controller: {name}, scheduling}`: a public template.
    case template
    /// `{blueprint: "<json>", scheduling: "<json>"}`: the body of a request.
    case request
    /// `{subflows: [{flow}]}`: the editor's raw state.
    case editorState
}

/// A blueprint's own tree, taken out of its envelope.
struct UnwrappedBlueprint {
    var tree: JSON
    var envelope: BlueprintEnvelope
    /// The name that only the envelope knows.
    var name: String?
    var scheduling: JSON?

    init(_ outer: JSON) throws(BlueprintError) {
        guard case .object(let object) = outer else {
            throw .malformed(path: "", message: "A blueprint is an object, not \(outer.kindName).")
        }
        if object["flow"] != nil {
            self.init(tree: outer, envelope: .none, name: nil, scheduling: object["scheduling"])
        } else if let response = object["response"], let blueprint = response["blueprint"] {
            let tree = try Self.parsed(blueprint, path: "response.blueprint")
            self.init(
                tree: tree, envelope: .answer, name: nil,
                scheduling: try Self.scheduling(response["scheduling"], path: "response.scheduling"))
        } else if let blueprint = object["blueprint"] {
            let tree = try Self.parsed(blueprint, path: "blueprint")
            let isText = blueprint.asText != nil
            self.init(
                tree: tree, envelope: isText ? .request : .template, name: object["controller"]?["name"]?.asText ?? object["name"]?.asText,
                scheduling: try Self.scheduling(object["scheduling"], path: "scheduling"))
        } else if let flows = object["subflows"] {
            guard let first = flows[0], first.asObject != nil else {
                throw .malformed(path: "subflows", message: "The first sub-flow must be an object with a flow.")
            }
            self.init(tree: first, envelope: .editorState, name: object["name"]?.asText, scheduling: object["scheduling"])
        } else {
            throw .malformed(path: "flow", message: "A blueprint has a flow: an array of modules.")
        }
    }

    private init(tree: JSON, envelope: BlueprintEnvelope, name: String?, scheduling: JSON?) {
        self.tree = tree
        self.envelope = envelope
        self.name = name
        self.scheduling = scheduling
    }

    private static func parsed(_ json: JSON, path: String) throws(BlueprintError) -> JSON {
        guard let text = json.asText else { return json }
        do {
            return try JSON(
                parsing: Array(text.utf8), limits: JSONLimits(maxBytes: BlueprintLimits.bytes, maxDepth: BlueprintLimits.jsonDepth))
        } catch {
            throw .malformed(path: path, message: "The text isn't JSON: line \(error.line), column \(error.column): \(error.message)")
        }
    }

    private static func scheduling(_ json: JSON?, path: String) throws(BlueprintError) -> JSON? {
        guard let json, json != .null else { return nil }
        return try parsed(json, path: path)
    }
}
