import Automation
import Ledger
import Stores
import Values

/// A run's time covers the runs that it waits for: each has at most what the first of them has left.
extension RunExecution {
    /// Milliseconds that the run has worked so far.
    var worked: Int64 { workedBefore + max(0, parts.now().milliseconds - began.milliseconds) }

    /// Milliseconds that it may work; `nil` is no limit.
    var timeLimit: Int64? { [books.plan.limit(.runTime), run.options.timeLimit].compactMap(\.self).min() }

    var isOutOfTime: Bool { timeLimit.map { worked >= $0 } ?? false }

    /// Its time is over: the run ends with a warning, and what was left of it is dropped.
    mutating func interrupt(at operation: Operation) async throws {
        let bound = PlanLimit(.runTime, books.plan.limit(.runTime) ?? timeLimit ?? 0)
        let whose = run.options.timeLimit == nil ? "a run" : "a run and those that wait for it"
        let failure = RunFailure(
            type: "ExecutionInterruptedError",
            message: "The plan \(books.plan.name) lets \(whose) work for \(bound.text) (\(bound.label)); the rest was not done.",
            module: Int64(operation.moduleId))
        try await carryOn(before: operation, failure, isTakenBack: isTransactional)
        try await end(.warning, failure: failure, isCutOff: true)
    }

    /// What was admitted for the operation in hand is not needed.
    mutating func giveBack() {
        books.release(inHand, of: run)
        inHand = .zero
    }
}
