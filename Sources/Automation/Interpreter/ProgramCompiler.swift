import Values

/// Walks the flows once, in the order in which they run.
struct ProgramCompiler {
    let catalog: any ModuleCatalog
    var drafts: [NodeDraft] = []
    private(set) var unknownModules: [String] = []
    private(set) var filters = 0
    var reader = TemplateReader()

    init(catalog: any ModuleCatalog) { self.catalog = catalog }

    /// What a module sees: the modules that a bundle came through to get there, oldest first.
    struct View {
        var chain: [Int] = []
        var slots: [Int: Int] = [:]
        /// Where the flow at hand begins in the chain; of what stands before no aggregator closes a loop.
        var loops = 0

        mutating func add(_ id: Int, _ slot: Int) {
            chain.append(slot)
            slots[id] = slot
        }
    }

    /// How a flow is reached. What isn't live is compiled to be checked, and never run.
    enum Entry {
        case start
        case route(isLive: Bool)
        case aside

        var isLive: Bool {
            switch self {
            case .start: true
            case .route(let isLive): isLive
            case .aside: false
            }
        }
    }

    /// A flow that was compiled: where it begins, and where a bundle that went through it comes out.
    struct Compiled {
        var first: Int?
        var exit: Int?
        var view: View
    }

    mutating func compile(_ flow: [BlueprintModule]) -> Int? { compile(flow, view: View(), entry: .start).first }

    func nodes() -> [ProgramNode] {
        drafts.map { draft in
            var draft = draft
            draft.showsOrder = reader.ordered.contains(draft.module.id)
            return ProgramNode(draft)
        }
    }

    mutating func compile(_ flow: [BlueprintModule], view: View, entry: Entry) -> Compiled {
        var view = view
        var isLive = entry.isLive
        var previous: Int?
        var first: Int?
        var arms: [Arm] = []
        for (position, module) in flow.enumerated() {
            let isFirst = if case .start = entry { position == 0 } else { false }
            let index = add(module, isFirst: isFirst)
            first = first ?? index
            if let previous { drafts[previous].next = index }
            drafts[index].chain = view.chain
            compileTexts(of: index, view: view)
            if drafts[index].role == .merge { join(arms, at: index) }
            compileSides(of: index, view: view, isLive: isLive)
            switch drafts[index].role {
            case .router:
                compileRoutes(of: index, view: view, isLive: isLive)
                if position + 1 < flow.count { reader.warn(flow[position + 1].path, "Nothing after a router in its own flow is run.") }
                isLive = false
                previous = nil
            case .ifElse:
                let next = position + 1 < flow.count ? flow[position + 1] : nil
                arms = compileBranches(of: index, view: view, isLive: isLive, next: next)
                view.add(module.id, index)
                if next.map({ $0.module != BuiltinName.merge }) == true {
                    reader.warn(flow[position + 1].path, "After an if-else only a merge is run in its own flow.")
                    isLive = false
                }
                previous = nil
            default:
                close(index, view: &view, isLive: isLive)
                view.add(module.id, index)
                previous = index
            }
        }
        return Compiled(first: first, exit: isLive ? previous : nil, view: view)
    }

    private mutating func add(_ module: BlueprintModule, isFirst: Bool) -> Int {
        let descriptor = catalog.descriptor(for: module.module)
        // Told by what they hold, whatever they are called.
        let shape: ModuleRole? = !module.routes.isEmpty ? .router : !module.branches.isEmpty ? .ifElse : nil
        if descriptor == nil, shape == nil {
            reader.warn("\(module.path).module", "\"\(module.module)\" isn't in the library: a run stops here without a stand-in.")
            if !unknownModules.contains(module.module) { unknownModules.append(module.module) }
        }
        let role = descriptor?.role ?? shape ?? .action
        if role == .trigger, !isFirst { reader.warn(module.path, "A trigger starts a run; elsewhere it is run as an action.") }
        let index = drafts.count
        drafts.append(NodeDraft(index: index, module: module, descriptor: descriptor, role: role, isFirst: isFirst))
        return index
    }

    private mutating func compileTexts(of index: Int, view: View) {
        let draft = drafts[index]
        let module = draft.module
        reader.references = []
        let types = FieldType.fields(specs: module.expect).merging(FieldType.fields(draft.descriptor?.mapper ?? [])) { $1 }
        drafts[index].mapper = reader.fields(module.mapper, path: "\(module.path).mapper", types: types)
        drafts[index].parameters = reader.fields(module.parameters, path: "\(module.path).parameters", types: [:])
        if let filter = module.filter { compile(filter, of: index) }
        if draft.role.isAggregator {
            drafts[index].aggregation = aggregation(of: module, view: view)
        }
        drafts[index].bindings = reader.references.sorted().compactMap { id in view.slots[id].map { Binding(id: id, slot: $0) } }
    }

    private mutating func compile(_ filter: BlueprintFilter, of index: Int) {
        filters += 1
        let compiled = reader.filter(filter)
        if drafts[index].isFirst {
            reader.warn(filter.path, "A filter before the first module of a scenario isn't applied.")
        } else {
            drafts[index].filter = compiled
        }
    }

    private mutating func aggregation(of module: BlueprintModule, view: View) -> Aggregation {
        let groupBy = module.flags["groupBy"].flatMap { json in
            json.isNull || json == "" ? nil : reader.template(json, path: "\(module.path).flags.groupBy")
        }
        let wanted = module.parameters["feeder"]?.asInteger
        let inside = view.chain[view.loops...]
        var feeder = wanted.flatMap { view.slots[$0] }.flatMap { inside.contains($0) ? $0 : nil }
        if feeder == nil {
            feeder = inside.last
            let nearest = feeder.map { "module \(drafts[$0].module.id) is used" } ?? "there is none to use"
            reader.warn("\(module.path).parameters.feeder", "The source isn't a module before this one; \(nearest).")
        }
        return Aggregation(groupBy: groupBy, stopIfEmpty: module.flags["stopIfEmpty"]?.asBoolean ?? false, feeder: feeder)
    }

    /// After an aggregator its feeder, and all between them, can't be seen any more.
    private mutating func close(_ index: Int, view: inout View, isLive: Bool) {
        guard let feeder = drafts[index].aggregation?.feeder, let position = view.chain.lastIndex(of: feeder) else { return }
        if isLive { drafts[feeder].closers.append(index) }
        for hidden in view.chain[position...] { view.slots[drafts[hidden].module.id] = nil }
        view.chain.removeSubrange(position...)
    }

    private mutating func compileRoutes(of index: Int, view: View, isLive: Bool) {
        let module = drafts[index].module
        let fallback = module.parameters["else"]?.asInteger
        if let fallback, !module.routes.indices.contains(fallback) {
            reader.warn("\(module.path).parameters.else", "There is no route \(fallback) to fall back to.")
        }
        for (position, route) in module.routes.enumerated() {
            let isLive = isLive && !route.isDisabled
            guard let first = compile(route.flow, view: view, entry: .route(isLive: isLive)).first, isLive else { continue }
            if position == fallback {
                drafts[index].fallback = first
            } else {
                drafts[index].routes.append(first)
            }
        }
    }

    /// Flows that hang on a module: what runs when it fails, and an agent's tools.
    private mutating func compileSides(of index: Int, view: View, isLive: Bool) {
        let module = drafts[index].module
        var inside = view
        inside.add(module.id, index)
        inside.loops = inside.chain.count
        drafts[index].handler = compile(module.onerror, view: inside, entry: .route(isLive: isLive)).first
        for tool in module.tools { _ = compile(tool.flow, view: view, entry: .aside) }
    }
}
