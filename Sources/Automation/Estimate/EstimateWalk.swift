/// Finds the modules that run, without running anything. A list of tasks, as a flow may be long.
struct EstimateWalk {
    struct Visit {
        let node: Int
        let isCertain: Bool
        let isPerBundle: Bool
    }

    let program: Program
    private(set) var visits: [Visit] = []
    private var tasks: [Task] = []
    private var reached: Set<Int> = []

    private enum Task {
        case enter(Int, isCertain: Bool, isPerBundle: Bool)
        /// The loop over a module's bundles has ended.
        case close(Int, isCertain: Bool, isPerBundle: Bool)
        case gathered(Int, isCertain: Bool, isPerBundle: Bool)
    }

    init(program: Program) { self.program = program }

    mutating func run() {
        if let start = program.start { tasks.append(.enter(start, isCertain: true, isPerBundle: false)) }
        while let task = tasks.popLast() {
            switch task {
            case .enter(let index, let isCertain, let isPerBundle): enter(program.nodes[index], isCertain, isPerBundle)
            case .close(let index, let isCertain, let isPerBundle):
                for closer in program.nodes[index].closers.reversed() {
                    tasks.append(.gathered(closer, isCertain: isCertain, isPerBundle: isPerBundle))
                }
            case .gathered(let index, let isCertain, let isPerBundle): close(program.nodes[index], isCertain, isPerBundle)
            }
        }
    }

    private mutating func enter(_ node: ProgramNode, _ wasCertain: Bool, _ isPerBundle: Bool) {
        let isCertain = wasCertain && node.filter?.alwaysPasses != false
        switch node.role {
        case .router:
            let fallback = node.routes.isEmpty ? node.fallback.map { [$0] } ?? [] : []
            for route in (node.routes + fallback).reversed() { tasks.append(.enter(route, isCertain: isCertain, isPerBundle: isPerBundle)) }
        case .arrayAggregator, .textAggregator, .aggregator:
            reached.insert(node.index)
            if node.aggregation?.feeder == nil { close(node, isCertain, isPerBundle) }
        case .ifElse:
            visits.append(Visit(node: node.index, isCertain: isCertain, isPerBundle: isPerBundle))
            tasks.append(.close(node.index, isCertain: false, isPerBundle: isPerBundle))
            if let first = node.branches.first?.first { tasks.append(.enter(first, isCertain: false, isPerBundle: isPerBundle)) }
        case .placeholder, .errorDirective: go(on: node, isCertain, isPerBundle)
        default:
            visits.append(Visit(node: node.index, isCertain: isCertain, isPerBundle: isPerBundle))
            go(on: node, isCertain, isPerBundle)
        }
    }

    /// A gathering closes although no bundle came, with an empty result.
    private mutating func close(_ node: ProgramNode, _ isCertain: Bool, _ isPerBundle: Bool) {
        let mayStop = node.aggregation?.stopIfEmpty == true
        guard reached.contains(node.index) || !mayStop else { return }
        visits.append(Visit(node: node.index, isCertain: isCertain && !mayStop, isPerBundle: isPerBundle))
        go(on: node, isCertain && !mayStop, isPerBundle)
    }

    private mutating func go(on node: ProgramNode, _ isCertain: Bool, _ isPerBundle: Bool) {
        tasks.append(.close(node.index, isCertain: isCertain, isPerBundle: isPerBundle))
        guard let next = node.next else { return }
        tasks.append(.enter(next, isCertain: isCertain && node.givesOneBundle, isPerBundle: isPerBundle || node.mayGiveSeveral))
    }
}

extension ProgramNode {
    /// Certain whatever the data: others may give none.
    fileprivate var givesOneBundle: Bool {
        switch role {
        case .setVariable, .setVariables, .getVariable, .getVariables, .returnOutputs, .placeholder, .errorDirective, .merge: true
        case .arrayAggregator, .textAggregator, .aggregator: true
        case .trigger, .action, .search, .iterator, .router, .ifElse: false
        }
    }

    fileprivate var mayGiveSeveral: Bool {
        switch role {
        case .trigger, .search, .iterator: true
        case .arrayAggregator, .textAggregator, .aggregator: aggregation?.groupBy != nil
        case .action: descriptor == nil
        default: false
        }
    }
}
