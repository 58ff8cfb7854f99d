import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// How a run ends, or stops for a while.
extension RunExecution {
    mutating func finish(_ outcome: RunOutcome) async throws {
        switch outcome {
        case .completed(let outputs): try await end(warned ? .warning : .success, outputs: outputs)
        case .failed(let failure, let module):
            isCarriedOn = interpreter.isCarriedOn
            try await end(.error, failure: RunFailure(type: failure.type, message: failure.message, module: Int64(module)))
        }
    }

    /// Somebody stopped it.
    mutating func stop(at step: Step) async throws {
        switch step {
        // Its bundle came through: it would be tried again for nothing.
        case .finished(let outcome) where attempt != nil: return try await finish(outcome)
        case .finished: break
        case .perform(let operation): try await carryOn(before: operation, .stoppedByHand, isTakenBack: false)
        }
        try await end(.stopped, failure: .stoppedByHand)
    }

    /// - Parameter isCutOff: in the middle of its cycle, by no failure.
    mutating func end(
        _ state: RunState, failure: RunFailure? = nil, outputs: Fields = [:], isCutOff: Bool = false, isOutOfRoom: Bool = false
    ) async throws {
        let ended = max(parts.now(), last)
        let (usage, credits) = meter.take()
        run.state = state
        run.ended = ended
        run.failure = failure
        var commit = self.commit(usage: usage, credits: credits)
        var end = RunEnd(lines: meter.chargeLines, outputs: outputs, count: meter.count(endedAt: ended))
        end.settings = program.blueprint.settings
        end.isInstant = Hook.Kind(startedBy: program.first?.module) != nil
        end.hasPolled = hasPolled
        end.isOutOfRoom = isOutOfRoom
        end.hasAnswered = responded
        end.notice = notice(of: ended)
        if isTransactional { commit.settlement = Settlement(state, isCutOff: isCutOff) }
        end.keeps = min(end.settings.logLevel, parts.settings.keeps)
        // Also one that was interrupted, which is no error: something of it is left to be done.
        if let id = run.options.incomplete { end.attempt = (id, failedAgain ?? (isCarriedOn ? nil : failure)) }
        commit.end = end
        run.failure = try await parts.recorder.submit(commit).value().failure
        try await settle()
        parts.ended(run, outputs: outputs)
    }

    /// To the address that the run was asked for with.
    private func notice(of ended: Timestamp) -> OutboxMessage? {
        guard let callback = run.options.callback else { return nil }
        let status = "\(parts.settings.publicAddress)/api/v2/scenarios/\(run.scenario)/executions/\(run.id)"
        let body: JSON = ["executionId": .string(run.id.rawValue), "statusUrl": .string(status)]
        return OutboxMessage(
            organization: run.organization, kind: "callback", subject: "The run \(run.id) has ended", body: body.text(), channel: .webhook,
            destination: callback, created: ended)
    }

    /// Stops before an operation that can't be paid. The run keeps its place, and goes on by itself when it can (decision 14).
    mutating func pause(for refusal: Refusal, at operation: Operation) async throws {
        run.state = refusal.state
        run.failure = refusal.failure(module: Int64(operation.moduleId))
        let (usage, credits) = meter.take()
        let commit = self.commit(usage: usage, credits: credits)
        _ = try await parts.recorder.submit(commit).value()
        try await settle()
        parts.paused(run)
    }
}
