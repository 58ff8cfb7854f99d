import Ledger
import StorageCore
import Stores
import Values

/// Stops a chain of runs that leads back to its own scenario too often in too short a time.
struct LoopBreaker {
    let engine: EngineService

    struct Verdict {
        /// What the run is to be started with: its chain and, where it closes a loop, why it is not to begin.
        var options: RunOptions
    }

    /// - Parameter sender: the operation that sent the delivery, `<run>-<module>…`; anything else came from outside, and begins a chain.
    func check(_ sender: String?, leadingTo scenario: Scenario, at now: Timestamp) async throws -> Verdict {
        var options = RunOptions()
        guard let sender, let id = RunID(rawValue: String(sender.prefix(32))) else { return Verdict(options: options) }
        let organization = scenario.organization
        let found = try await engine.storage.read { transaction -> (Run, Credits)? in
            guard let run = try RunStore(transaction).run(id, in: organization) else { return nil }
            return (run, try RunStore(transaction).credits(ofChain: run.root ?? run.id, in: organization))
        }
        guard let (parent, cost) = found else { return Verdict(options: options) }
        options.chain = parent.options.chain.adding(
            RunChain.Link(run: parent.id, scenario: parent.scenario.rawValue, at: parent.started.milliseconds))
        let (limit, span) = (engine.settings.loopLimit, engine.settings.loopMilliseconds)
        let times = options.chain.count(of: scenario.id.rawValue, since: now.milliseconds - span)
        if times >= limit, !scenario.allowsLoops {
            options.refusal =
                "It led back to itself \(times) times within \(span / 1_000) s, by a webhook that it calls, and was stopped. "
                + "The chain has cost \(cost) credits. If it is meant to, allow loops in its settings."
        }
        return Verdict(options: options)
    }
}
