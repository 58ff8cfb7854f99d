import Values

/// A way through an if-else, ready to be asked.
struct Branch: Sendable {
    let label: String
    /// `nil` for the one that takes what no other took.
    let condition: Filter?
    /// `nil` where it leads to the merge at once.
    let first: Int?
    /// Its place among the branches that merge.
    let arm: Int?
}

/// What a merge gives: for each of the branches that lead to it a text of its own.
struct MergeOutput: Sendable {
    let name: String
    let mappings: [FieldTemplate?]
}

/// The end of a branch that merges, and what is visible there.
struct Arm {
    var exit: Int?
    var view: ProgramCompiler.View
    var choice: Int
}

enum BuiltinName {
    static let ifElse = "builtin:BasicIfElse"
    static let merge = "builtin:BasicMerge"
}

extension ProgramCompiler {
    /// A branch without modules, and one without conditions that isn't the *else*, is never taken.
    mutating func compileBranches(of index: Int, view: View, isLive: Bool, next: BlueprintModule?) -> [Arm] {
        let module = drafts[index].module
        let merges = next?.module == BuiltinName.merge
        var inside = view
        inside.add(module.id, index)
        var arms: [Arm] = []
        var branches: [Branch] = []
        for (position, branch) in module.branches.enumerated() {
            let filter = BlueprintFilter(path: branch.path, name: branch.label, conditions: branch.conditions)
            let isOn = isLive && !branch.isDisabled && !branch.flow.isEmpty && (branch.isElse || !branch.conditions.isEmpty)
            let compiled = compile(branch.flow, view: inside, entry: .route(isLive: isOn))
            let condition = reader.condition(filter, of: index, in: &drafts, view)
            if branch.merges, !merges { reader.warn(branch.path, "This branch is to merge, and no merge follows the if-else.") }
            let arm = branch.merges && merges ? arms.count : nil
            if arm != nil { arms.append(Arm(exit: isOn ? compiled.exit : nil, view: compiled.view, choice: index)) }
            guard isOn else { continue }
            let label = branch.label.flatMap { $0.isEmpty ? nil : $0 } ?? (branch.isElse ? "Else" : "Branch \(position + 1)")
            branches.append(Branch(label: label, condition: branch.isElse ? nil : condition, first: compiled.first, arm: arm))
        }
        // The else comes last, wherever it stands.
        drafts[index].branches = branches.filter { $0.condition != nil } + branches.filter { $0.condition == nil }.prefix(1)
        return arms
    }

    /// Leads the branches to their merge. Each of its texts sees what the branch saw that the text is for.
    mutating func join(_ arms: [Arm], at index: Int) {
        let module = drafts[index].module
        for (position, arm) in arms.enumerated() {
            guard let exit = arm.exit else { continue }
            drafts[exit].next = index
            drafts[exit].arm = position
        }
        if let choice = arms.first?.choice { drafts[choice].merge = index }
        reader.references = []
        let outputs = (module.json["outputs"]?.asArray ?? []).enumerated().map { position, output in
            let mappings = (output["mappings"]?.asArray ?? []).enumerated().map { arm, mapping in
                reader.template(mapping, path: "\(module.path).outputs[\(position)].mappings[\(arm)]")
            }
            return MergeOutput(name: output["name"]?.asText ?? "output\(position + 1)", mappings: mappings)
        }
        drafts[index].outputs = outputs
        drafts[index].armFilters = module.armFilters.map { $0.map { reader.filter($0) } }
        let seen = arms.reduce(into: [Int: Int]()) { $0.merge($1.view.slots) { $1 } }
        drafts[index].bindings = reader.references.sorted().compactMap { id in seen[id].map { Binding(id: id, slot: $0) } }
    }
}

extension TemplateReader {
    /// A branch's conditions, which see what its if-else sees.
    mutating func condition(_ filter: BlueprintFilter, of index: Int, in drafts: inout [NodeDraft], _ view: ProgramCompiler.View) -> Filter
    {
        references = []
        let condition = self.filter(filter)
        let known = Set(drafts[index].bindings)
        let more = references.sorted().compactMap { id in view.slots[id].map { Binding(id: id, slot: $0) } }
        drafts[index].bindings += more.filter { !known.contains($0) }
        return condition
    }
}
