import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// What reaches out of the run: into the world, or into our own database.
extension RunExecution {
    mutating func effect(_ module: any EffectModule, _ input: ModuleInput, _ entry: JournalEntry, _ operation: Operation)
        async throws -> Bool
    {
        var input = input
        switch try await parts.vault.connections(for: operation.descriptor, input, of: run.organization) {
        case .success(let connections): input.connections = connections
        case .failure(let refusal): return try await fail(refusal, entry, operation)
        }
        try await barrier()
        var entry = entry
        entry.repeated = cutOff
        if operation.isPoll { input.state = try await stateOfPoll(operation) }
        do throws(ModuleFailure) {
            let output = try await module.run(input)
            entry.output = output.bundles
            entry.transfer = output.transfer
            if operation.isPoll, let state = output.state {
                (polled, pollState, hasPolled) = ((operation.moduleId, state), state, true)
            }
        } catch {
            return try await fail(error, entry, operation)
        }
        try await record(&entry, operation)
        return true
    }

    /// What the trigger's last poll left, in this run or before it.
    func stateOfPoll(_ operation: Operation) async throws -> Value {
        if let pollState { return pollState }
        let (run, module) = (run, operation.moduleId)
        return try await parts.storage.read {
            try TriggerStateStore($0).state(of: run.scenario, module: module, in: run.organization, run: run.id)
        }
    }

    /// An effect in our own database: it commits with its journal entry.
    mutating func own(_ effect: OwnEffect, _ entry: JournalEntry, _ operation: Operation) async throws -> Bool {
        if case .call(let called) = effect { return try await call(called, entry, operation) }
        var entry = entry
        entry.endedAt = max(parts.now(), entry.startedAt)
        if case .respond(_, _, let body) = effect {
            guard !responded else {
                return try await fail(
                    ModuleFailure("RuntimeError", "The webhook was answered already; a run answers once."), entry, operation)
            }
            responded = true
            entry.transfer = Int64(body.count)
            if run.origin == .webhook, !parts.responses.isAwaited(run.id) {
                entry.status = .warning
                entry.failure = ModuleFailure("Warning", "Nobody was waiting for the answer any more.")
            }
        }
        if case .sleep = effect { try await settle() }
        let (usage, credits) = meter.take()
        var commit = self.commit(usage: usage, credits: credits + entry.credits)
        // The recorder gives back what a commit held that it can't write.
        inHand = .zero
        commit.own = OwnOperation(
            draft: entry, effect: effect, key: meter.key(of: entry, module: operation.module), address: parts.address(of: operation, run),
            cycle: interpreter.cycle, isHeld: isTransactional)
        if case .sleep(let milliseconds) = effect {
            commit.wake = Timestamp(milliseconds: entry.endedAt.milliseconds + milliseconds)
            commit.run.state = .sleeping
            count(entry)
            nextSegment()
            meter.chargeOwn(entry, module: operation.module, failed: false)
            interpreter.complete(operation, OperationResult(bundles: [.collection([:])], endedAt: entry.endedAt))
            try await rest(commit)
            return false
        }
        let answer = try await parts.recorder.submit(commit).value()
        try await settle()
        count(entry)
        nextSegment()
        let outcome = answer.own ?? .output([])
        if case .respond(let status, let headers, let body) = effect {
            parts.responses.respond(run.id, WebhookResponse(status: status, headers: headers, body: body))
        }
        switch outcome {
        case .output(let bundles):
            meter.chargeOwn(entry, module: operation.module, failed: false)
            interpreter.complete(operation, OperationResult(bundles: bundles, endedAt: entry.endedAt))
        case .failure(let failure):
            meter.chargeOwn(entry, module: operation.module, failed: true)
            interpreter.complete(operation, OperationResult(bundles: [], endedAt: entry.endedAt, failure: failure))
        }
        return true
    }
}
