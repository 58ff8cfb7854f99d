package import Ledger

/// A module of a program: everything that doesn't change from bundle to bundle, worked out once.
package final class ProgramNode: Sendable {
    let index: Int
    package let id: Int
    package let module: String
    package let version: Int
    /// The name that its maker gave it.
    package let label: String?
    /// Where it stands in the blueprint.
    package let path: String
    /// `nil` for a module that isn't in the catalog: it needs a stand-in.
    package let descriptor: ModuleDescriptor?
    package let role: ModuleRole
    package let kind: ChargeKind
    package let isFirst: Bool

    let filter: Filter?
    let parameters: ModuleFields
    let mapper: ModuleFields
    let aggregation: Aggregation?
    /// What its texts may refer to: module ids, and where their bundles are kept. Nothing else is visible from here.
    let bindings: [Binding]
    /// Its bundles carry `__IMTINDEX__` and `__IMTLENGTH__`, as somebody asks for them.
    let showsOrder: Bool

    let next: Int?
    /// First modules of a router's routes, without the fallback, the disabled and the empty ones.
    let routes: [Int]
    let fallback: Int?
    /// Aggregators that close when the loop over this module's bundles ends.
    let closers: [Int]
    /// First module of its error handler.
    let handler: Int?
    /// The modules that a bundle came through to get here, oldest first.
    let chain: [Int]
    /// Of an if-else: its ways, the *else* last, and the merge that they may lead to.
    let branches: [Branch]
    let merge: Int?
    /// Its bundles go on to a merge, as those of this one of the branches that lead there.
    let arm: Int?
    /// Of a merge.
    let outputs: [MergeOutput]
    let armFilters: [Filter?]

    init(_ draft: NodeDraft) {
        index = draft.index
        id = draft.module.id
        module = draft.module.module
        version = draft.module.version
        label = draft.module.label
        path = draft.module.path
        descriptor = draft.descriptor
        role = draft.role
        isFirst = draft.isFirst
        kind = Self.kind(of: draft)
        filter = draft.filter
        parameters = draft.parameters
        mapper = draft.mapper
        aggregation = draft.aggregation
        bindings = draft.bindings
        showsOrder = draft.showsOrder
        next = draft.next
        routes = draft.routes
        fallback = draft.fallback
        closers = draft.closers
        handler = draft.handler
        chain = draft.chain
        branches = draft.branches
        merge = draft.merge
        arm = draft.arm
        outputs = draft.outputs
        armFilters = draft.armFilters
    }

    private static func kind(of draft: NodeDraft) -> ChargeKind {
        switch draft.role {
        case .trigger: draft.isFirst ? .trigger : .action
        case .search: .search
        case .iterator: .iterate
        case .arrayAggregator, .textAggregator, .aggregator: .aggregate
        default:
            switch draft.module.module.prefix(while: { $0 != ":" }) {
            case "code": .code
            case "ai-agent", "ai-local-agent": .agentStep
            default: .action
            }
        }
    }
}

/// A module id as a text writes it, and the slot of its current bundle.
struct Binding: Hashable, Sendable {
    let id: Int
    let slot: Int
}

/// How an aggregator gathers.
struct Aggregation: Sendable {
    let groupBy: FieldTemplate?
    let stopIfEmpty: Bool
    /// The module whose loop it closes; `nil` where it stands first, and so has only itself.
    let feeder: Int?
}

/// A node while the program is being compiled.
struct NodeDraft {
    let index: Int
    let module: BlueprintModule
    let descriptor: ModuleDescriptor?
    let role: ModuleRole
    let isFirst: Bool
    var filter: Filter?
    var parameters = ModuleFields.empty
    var mapper = ModuleFields.empty
    var aggregation: Aggregation?
    var bindings: [Binding] = []
    var showsOrder = false
    var next: Int?
    var routes: [Int] = []
    var fallback: Int?
    var closers: [Int] = []
    var handler: Int?
    var chain: [Int] = []
    var branches: [Branch] = []
    var merge: Int?
    var arm: Int?
    var outputs: [MergeOutput] = []
    var armFilters: [Filter?] = []
}
