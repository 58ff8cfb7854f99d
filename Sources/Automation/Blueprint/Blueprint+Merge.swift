package import Values

extension Blueprint {
    /// What a client sends back, with everything that it didn't touch in the form in which it was: a browser loses the spelling of numbers and
    /// may reorder keys. Modules are matched by id, wherever they went.
    package func merging(edited: JSON) throws(BlueprintError) -> Blueprint {
        let tree = try UnwrappedBlueprint(edited).tree
        var merge = BlueprintMerge()
        merge.add(flow)
        for chain in orphans { merge.add(chain) }
        return try Blueprint(merge.merged(json, tree))
    }
}

/// The result is always the same as the edited tree by value; only its form comes from the original.
struct BlueprintMerge {
    private var modules: [Int: JSONObject] = [:]

    mutating func add(_ flow: [BlueprintModule]) {
        for module in flow {
            modules[module.id] = module.json.asObject
            for route in module.routes { add(route.flow) }
            for branch in module.branches { add(branch.flow) }
            for tool in module.tools { add(tool.flow) }
            add(module.onerror)
        }
    }

    func merged(_ original: JSON?, _ edited: JSON) -> JSON {
        switch edited {
        case .object(let object): return .object(merged(matching(object, at: original?.asObject), object))
        case .array(let items): return .array(merged(original?.asArray ?? [], items))
        default:
            guard let original, original.isSame(as: edited) else { return edited }
            return original
        }
    }

    /// A module is the one of the same id, or none; anything else is what stood in its place.
    private func matching(_ edited: JSONObject, at original: JSONObject?) -> JSONObject {
        guard let id = edited["id"]?.asInteger, edited["module"]?.asText != nil else { return original ?? JSONObject() }
        return modules[id] ?? JSONObject()
    }

    private func merged(_ original: JSONObject, _ edited: JSONObject) -> JSONObject {
        let wanted = MemberIndex(edited)
        var lastPositions: [String: Int] = [:]
        for (position, member) in original.members.enumerated() { lastPositions[member.key] = position }
        var result = JSONObject()
        result.members.reserveCapacity(edited.members.count)
        var written: Set<String> = []
        for (position, member) in original.members.enumerated() {
            guard let value = wanted[member.key] else { continue }
            // Of a repeated key only the last counts; the others stay as they were.
            let isLast = lastPositions[member.key] == position
            result.members.append(.init(key: member.key, value: isLast ? merged(member.value, value) : member.value))
            written.insert(member.key)
        }
        for member in edited.members where written.insert(member.key).inserted {
            result.members.append(.init(key: member.key, value: merged(nil, wanted[member.key] ?? member.value)))
        }
        return result
    }

    private func merged(_ original: [JSON], _ edited: [JSON]) -> [JSON] {
        guard original.count != edited.count, !original.isEmpty else {
            return edited.enumerated().map { merged(original.isEmpty ? nil : original[$0], $1) }
        }
        // Something was put in or taken out: what stands before and after it keeps its form.
        let shorter = Swift.min(original.count, edited.count)
        var before = 0
        while before < shorter, original[before].isSame(as: edited[before]) { before += 1 }
        var after = 0
        while after < shorter - before, original[original.count - 1 - after].isSame(as: edited[edited.count - 1 - after]) { after += 1 }
        return edited.indices.map { index in
            if index >= edited.count - after { return merged(original[index + original.count - edited.count], edited[index]) }
            return merged(index < original.count - after ? original[index] : nil, edited[index])
        }
    }
}
