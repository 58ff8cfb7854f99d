package import Ledger
package import Values

/// One execution of one module on one bundle: what is performed, recorded and charged.
package struct Operation: Sendable {
    /// Its place in the run, from 0.
    package let ordinal: Int
    package let node: ProgramNode
    /// Bundle indexes, from 0, of the loops around it, outermost first. With the module's id it is a unique address.
    package let path: [Int]
    package let kind: ChargeKind
    /// Performed by the interpreter itself; everything else is the engine's.
    package let isInherent: Bool

    package var moduleId: Int { node.id }
    /// `app:Module`.
    package var module: String { node.module }
    package var descriptor: ModuleDescriptor? { node.descriptor }
}

extension Operation: Equatable {
    package static func == (left: Operation, right: Operation) -> Bool {
        left.ordinal == right.ordinal && left.moduleId == right.moduleId && left.path == right.path
    }
}

/// How an operation ended.
package struct OperationResult: Sendable {
    package var bundles: [Value]
    /// What `now` is until the next one ends.
    package var endedAt: Timestamp
    package var failure: ModuleFailure?

    package init(bundles: [Value], endedAt: Timestamp, failure: ModuleFailure? = nil) {
        self.bundles = bundles
        self.endedAt = endedAt
        self.failure = failure
    }
}

/// What a run needs next.
package enum Step: Sendable {
    case perform(Operation)
    case finished(RunOutcome)
}

/// How a run ended.
package enum RunOutcome: Hashable, Sendable {
    case completed(outputs: Fields)
    case failed(ModuleFailure, moduleId: Int)
}
