import Values

/// Reads flows out of the tree and says where something isn't what it should be. Unknown keys are nobody's business.
struct BlueprintReader {
    private(set) var count = 0
    private var paths: [Int: String] = [:]

    mutating func flow(_ json: JSON, path: String, nesting: Int) throws(BlueprintError) -> [BlueprintModule] {
        guard nesting <= BlueprintLimits.nesting else {
            throw .malformed(path: path, message: "Flows are nested at most \(BlueprintLimits.nesting) deep (limit: nesting).")
        }
        let items = try Self.array(json, path: path, what: "A flow")
        var modules: [BlueprintModule] = []
        modules.reserveCapacity(items.count)
        for (index, item) in items.enumerated() { modules.append(try module(item, path: "\(path)[\(index)]", nesting: nesting)) }
        return modules
    }

    /// Chains beside the main flow. Their ids count, as they may be connected again.
    mutating func orphans(_ json: JSON?) throws(BlueprintError) -> [[BlueprintModule]] {
        guard let json, json != .null else { return [] }
        let path = "metadata.designer.orphans"
        var chains: [[BlueprintModule]] = []
        for (index, chain) in try Self.array(json, path: path, what: "The orphans").enumerated() {
            chains.append(try flow(chain, path: "\(path)[\(index)]", nesting: 0))
        }
        return chains
    }

    private mutating func module(_ json: JSON, path: String, nesting: Int) throws(BlueprintError) -> BlueprintModule {
        let object = try Self.object(json, path: path, what: "A module")
        guard let id = object["id"]?.asInteger, id >= 1 else {
            throw .malformed(path: "\(path).id", message: "A module's id is a whole number from 1.")
        }
        guard let name = object["module"]?.asText, !name.isEmpty else {
            throw .malformed(path: "\(path).module", message: "A module is named by text such as \"http:MakeRequest\".")
        }
        try add(id: id, path: path)
        for key in ["parameters", "mapper", "metadata", "flags"] {
            if let value = object[key], value != .null { _ = try Self.object(value, path: "\(path).\(key)", what: "\"\(key)\"") }
        }
        return BlueprintModule(
            path: path, json: json, id: id, module: name, version: try version(object["version"], path: path),
            filter: try filter(object["filter"], path: "\(path).filter"),
            routes: try routes(object["routes"], path: "\(path).routes", nesting: nesting),
            branches: try branches(object["branches"], path: "\(path).branches", nesting: nesting),
            armFilters: try armFilters(object["filters"], path: "\(path).filters"),
            onerror: try inner(object["onerror"], path: "\(path).onerror", nesting: nesting),
            tools: try tools(object["tools"], path: "\(path).tools", nesting: nesting))
    }

    private mutating func add(id: Int, path: String) throws(BlueprintError) {
        if let other = paths.updateValue(path, forKey: id) {
            throw .malformed(path: "\(path).id", message: "Module \(id) is already at \(other); ids are unique in a blueprint.")
        }
        count += 1
        guard count <= BlueprintLimits.modules else {
            throw .malformed(path: path, message: "A blueprint has at most \(BlueprintLimits.modules) modules (limit: modules).")
        }
    }

    private func version(_ json: JSON?, path: String) throws(BlueprintError) -> Int {
        guard let json, json != .null else { return 1 }
        guard let version = json.asInteger, version >= 0 else {
            throw .malformed(path: "\(path).version", message: "A version is a whole number from 0, not \(json.kindName).")
        }
        return version
    }
}

extension BlueprintReader {
    private mutating func inner(_ json: JSON?, path: String, nesting: Int) throws(BlueprintError) -> [BlueprintModule] {
        guard let json, json != .null else { return [] }
        return try flow(json, path: path, nesting: nesting + 1)
    }

    private mutating func routes(_ json: JSON?, path: String, nesting: Int) throws(BlueprintError) -> [BlueprintRoute] {
        var routes: [BlueprintRoute] = []
        for (index, item) in try Self.optionalArray(json, path: path).enumerated() {
            let path = "\(path)[\(index)]"
            let object = try Self.object(item, path: path, what: "A route")
            routes.append(
                BlueprintRoute(
                    path: path, flow: try inner(object["flow"], path: "\(path).flow", nesting: nesting),
                    isDisabled: object["disabled"]?.asBoolean ?? false))
        }
        return routes
    }

    private mutating func branches(_ json: JSON?, path: String, nesting: Int) throws(BlueprintError) -> [BlueprintBranch] {
        var branches: [BlueprintBranch] = []
        for (index, item) in try Self.optionalArray(json, path: path).enumerated() {
            let path = "\(path)[\(index)]"
            let object = try Self.object(item, path: path, what: "A branch")
            branches.append(
                BlueprintBranch(
                    path: path, label: object["label"]?.asText, isElse: object["type"]?.asText == "else",
                    merges: object["merge"]?.asBoolean ?? false, isDisabled: object["disabled"]?.asBoolean ?? false,
                    conditions: try conditions(object["conditions"], path: "\(path).conditions"),
                    flow: try inner(object["flow"], path: "\(path).flow", nesting: nesting)))
        }
        return branches
    }

    private mutating func tools(_ json: JSON?, path: String, nesting: Int) throws(BlueprintError) -> [BlueprintTool] {
        var tools: [BlueprintTool] = []
        for (index, item) in try Self.optionalArray(json, path: path).enumerated() {
            let path = "\(path)[\(index)]"
            let object = try Self.object(item, path: path, what: "A tool")
            let flow = try inner(object["flow"], path: "\(path).flow", nesting: nesting)
            tools.append(BlueprintTool(path: path, name: object["name"]?.asText, flow: flow))
        }
        return tools
    }

    private func armFilters(_ json: JSON?, path: String) throws(BlueprintError) -> [BlueprintFilter?] {
        var filters: [BlueprintFilter?] = []
        for (index, item) in try Self.optionalArray(json, path: path).enumerated() {
            filters.append(try filter(item, path: "\(path)[\(index)]"))
        }
        return filters
    }

    private func filter(_ json: JSON?, path: String) throws(BlueprintError) -> BlueprintFilter? {
        guard let json, json != .null else { return nil }
        let object = try Self.object(json, path: path, what: "A filter")
        return BlueprintFilter(
            path: path, name: object["name"]?.asText, conditions: try conditions(object["conditions"], path: "\(path).conditions"))
    }

    private func conditions(_ json: JSON?, path: String) throws(BlueprintError) -> [[BlueprintCondition]] {
        var groups: [[BlueprintCondition]] = []
        for (index, item) in try Self.optionalArray(json, path: path).enumerated() {
            let path = "\(path)[\(index)]"
            var group: [BlueprintCondition] = []
            for (index, item) in try Self.array(item, path: path, what: "A group of conditions").enumerated() {
                group.append(try condition(item, path: "\(path)[\(index)]"))
            }
            groups.append(group)
        }
        return groups
    }

    private func condition(_ json: JSON, path: String) throws(BlueprintError) -> BlueprintCondition {
        let object = try Self.object(json, path: path, what: "A condition")
        let operation = object["o"] ?? ""
        guard let name = operation.asText else {
            throw .malformed(path: "\(path).o", message: "An operator is text such as \"text:equal\", not \(operation.kindName).")
        }
        return BlueprintCondition(path: path, operation: name, left: object["a"] ?? .null, right: object["b"] ?? .null)
    }

    private static func optionalArray(_ json: JSON?, path: String) throws(BlueprintError) -> [JSON] {
        guard let json, json != .null else { return [] }
        return try array(json, path: path, what: "This")
    }

    private static func array(_ json: JSON, path: String, what: String) throws(BlueprintError) -> [JSON] {
        guard let array = json.asArray else { throw .malformed(path: path, message: "\(what) must be an array, not \(json.kindName).") }
        return array
    }

    private static func object(_ json: JSON, path: String, what: String) throws(BlueprintError) -> JSONObject {
        guard let object = json.asObject else { throw .malformed(path: path, message: "\(what) must be an object, not \(json.kindName).") }
        return object
    }
}
