import Automation

extension Blueprint {
    /// Every module, wherever it stands.
    var everyModule: [BlueprintModule] {
        var (found, open) = ([BlueprintModule](), orphans.flatMap { $0 } + flow)
        while let module = open.popLast() {
            found.append(module)
            open += module.onerror + module.routes.flatMap(\.flow) + module.branches.flatMap(\.flow) + module.tools.flatMap(\.flow)
        }
        return found
    }

    /// The next module's id counts on from it.
    var highestID: Int { everyModule.lazy.map(\.id).max() ?? 0 }

    /// `app:Module` by id.
    var moduleNames: [Int: String] { Dictionary(everyModule.map { ($0.id, $0.module) }) { first, _ in first } }
}
