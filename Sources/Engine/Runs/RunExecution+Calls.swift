import Automation
import Expressions
import Ledger
import StorageCore
import Stores
import Values

extension RunExecution {
    /// Starts a run of another scenario. One that is waited for is a run of its own; this one gives up its worker until that has ended.
    mutating func call(_ called: ScenarioCall, _ entry: JournalEntry, _ operation: Operation) async throws -> Bool {
        var entry = entry
        let address = parts.address(of: operation, run)
        if called.waits, let known = try await knownCall(address) {
            // Counted before the operation is recorded, so that it is in the same commit.
            workedBefore += known.worked
            run.calledCredits += known.credits
            calledNow += known.credits
            switch known.outcome {
            case .outputs(let bytes):
                guard let outputs = try outputs(bytes) else {
                    let message = "What the called run gave was encrypted with a key file that is gone. Call it again."
                    return try await fail(ModuleFailure("RuntimeError", message), entry, operation)
                }
                entry.output = [.collection(outputs)]
                try await record(&entry, operation)
                // The called run was cut off with it: what it gave is not all.
                guard isOutOfTime else { return true }
                try await interrupt(at: operation)
                return false
            case .failure(let failure): return try await fail(ModuleFailure(failure.type, failure.message), entry, operation)
            case nil:
                giveBack()
                try await commit(awaiting: (known.child, address))
                return false
            }
        }
        let child: QueuedRun
        do throws(ModuleFailure) {
            child = try await CallDesk(parts: parts, run: run, timeLeft: timeLimit.map { max(0, $0 - worked) })
                .child(called, address: address)
        } catch {
            return try await fail(error, entry, operation)
        }
        if called.waits {
            // Nothing of the call is recorded yet: it is, with what came of it, when this run goes on.
            giveBack()
            starting = [child]
            try await commit(awaiting: (child.id, address))
            return false
        }
        entry.output = [["executionId": .text(child.id.rawValue)]]
        // Before the operation is recorded, since a full segment is written at once, and the child must be in that commit.
        starting = [child]
        try await record(&entry, operation)
        try await barrier()
        return true
    }

    /// `nil`: no key of ours opens them.
    private func outputs(_ bytes: [UInt8]) throws -> Fields? {
        guard !bytes.isEmpty else { return [:] }
        do {
            var position = 0
            let opened = try ConfidentialBundles(parts.secrets, of: run.id, in: run.organization).open(bytes)
            return try ValueCodec.decode(opened, at: &position).asCollection ?? [:]
        } catch is SealedByAnotherKey {
            return nil
        }
    }

    private func knownCall(_ address: String) async throws -> Call? {
        let run = run
        return try await parts.storage.read { try CallStore($0).call(of: run.id, address: address, in: run.organization) }
    }
}

/// Checks a call before it is made: the scenario, its inputs, how deep calls go.
struct CallDesk {
    let parts: RunParts
    let run: Run
    /// Milliseconds that a run has left which waits for what it calls.
    let timeLeft: Int64?

    func child(_ called: ScenarioCall, address: String) async throws(ModuleFailure) -> QueuedRun {
        let scenario = try await scenario(called.scenario)
        let chain = run.options.chain.adding(RunChain.Link(run: run.id, scenario: run.scenario.rawValue, at: run.started.milliseconds))
        guard chain.links.count <= parts.settings.callDepth else {
            throw ModuleFailure(
                "RuntimeError",
                "Calls go at most \(parts.settings.callDepth) deep (limit: callDepth). One of them probably leads back to itself.",
                began: false)
        }
        if called.waits, scenario.sequential { try await checkSequence(scenario) }
        var options = RunOptions()
        options.chain = chain
        if called.waits {
            options.caller = RunOptions.Caller(run: run.id, address: address)
            options.callers = callers
            options.timeLimit = timeLeft
        }
        let input = try await inputs(called.inputs, of: scenario).map(ValueCodec.encoded)
        let now = parts.now()
        return QueuedRun(
            id: parts.ids.next(at: now.milliseconds), organization: run.organization, team: scenario.team, scenario: scenario.id,
            version: scenario.version, hook: nil, origin: .called, author: run.author, input: input, options: options, transfer: 0,
            received: now)
    }

    /// What this run has cost is on the account of those that wait for it, too.
    private var callers: [RunOptions.CallerShare] {
        let cost = run.credits + run.calledCredits
        let waiting = run.options.callers.map { RunOptions.CallerShare(scenario: $0.scenario, credits: $0.credits + cost) }
        return waiting + [RunOptions.CallerShare(scenario: run.scenario.rawValue, credits: cost)]
    }

    /// A run that waits for one that comes after it, as its scenario's runs follow each other, would wait for ever.
    private func checkSequence(_ scenario: Scenario) async throws(ModuleFailure) {
        var waiting: Run? = run
        while let current = waiting {
            guard current.scenario != scenario.id else {
                throw ModuleFailure(
                    "RuntimeError",
                    "\(scenario.name) runs one after another, and this run of it would wait for the next. "
                        + "Don't wait for the end of the call, or switch sequential processing off.", began: false)
            }
            guard let caller = current.options.caller else { return }
            do {
                waiting = try await parts.storage.read { try RunStore($0).run(caller.run, in: current.organization) }
            } catch {
                throw ModuleFailure("RuntimeError", "The runs that called this one could not be looked up. Try again.", began: false)
            }
        }
    }

    private func scenario(_ id: Int64) async throws(ModuleFailure) -> Scenario {
        let organization = run.organization
        let found: Scenario?
        do {
            found = try await parts.storage.read { try ScenarioStore($0).scenario(.init(id), in: organization) }
        } catch {
            throw ModuleFailure("RuntimeError", "The scenario \(id) could not be looked up. Try again.", began: false)
        }
        guard let found, found.deleted == nil else {
            throw ModuleFailure(
                "InvalidConfigurationError", "There is no scenario \(id) here. Choose one in the module's settings.", began: false)
        }
        guard found.active || found.scheduling.contains("on-demand") else {
            throw ModuleFailure(
                "RuntimeError", "\(found.name) is switched off. Switch it on, or set its scheduling to on-demand.", began: false)
        }
        return found
    }

    /// In the types that the called scenario declares; `nil`: it asks its trigger.
    private func inputs(_ inputs: Fields, of scenario: Scenario) async throws(ModuleFailure) -> [Value]? {
        do {
            let program = try await parts.programs.program(of: scenario.id, version: scenario.version)
            let zone = try await parts.registry.books(of: scenario.organization, at: parts.now()).zone.identifier
            let check = TriggerInput(program, zone: zone, library: parts.library)
            return try check.checked(check.given(inputs), options: RunOptions())
        } catch let invalid as InvalidInputs {
            throw ModuleFailure(
                "DataError", "\(scenario.name): " + invalid.parts.map(\.message).joined(separator: " "), began: false)
        } catch {
            throw ModuleFailure("RuntimeError", "\(scenario.name) could not be read. Try again.", began: false)
        }
    }
}
