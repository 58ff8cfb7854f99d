import Automation
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import Values

/// One run, driven from its first operation, or from where its journal ends, to its end or its next sleep.
///
/// Pure operations gather in a segment that is handed to the recorder without waiting. Before an effect everything before it is
/// durable; its own result is durable before the next effect begins, since that next barrier waits for the same segment.
struct RunExecution {
    let parts: RunParts
    var run: Run
    let program: Program
    let books: OrganizationBooks
    var interpreter: Interpreter
    var meter: RunMeter
    var segment: SegmentEncoder
    var sequence: Int64
    private var ordinal: Int64
    var last: Timestamp
    private var pending: [Ticket<RunCommitAnswer>] = []
    private let receivedTransfer: Int64
    private var responded = false
    /// The first operation after the journal's end may have begun before a crash.
    private var cutOff: Bool
    var warned = false
    /// When this stretch of the run began: what it waited for before is not its run time.
    private let began: Timestamp
    /// What the run is an attempt at, and how that failed again.
    let attempt: IncompleteExecution?
    var failedAgain: RunFailure?
    /// Failed bundles that go with the next commit.
    var kept: [IncompleteExecution] = []
    /// Of the scenario, not resolved, when this run first had one to keep.
    var keptBefore: Int64?
    private let inputs: Fields
    private let errors: Int64
    /// How far a polling trigger read: for the next commit, and for the next cycle.
    private var polled: (module: Int, state: Value)?
    private var pollState: Value?
    private var hasPolled = false

    /// How many segments of one run may be on their way to the disk before it waits.
    static let segmentsInFlight = 4

    init(
        parts: RunParts, run: Run, program: Program, books: OrganizationBooks, trigger: [Value]?, receivedTransfer: Int64, recovered: Bool,
        incomplete: IncompleteExecution? = nil, errors: Int64 = 0
    ) {
        self.parts = parts
        cutOff = recovered
        self.run = run
        self.program = program
        self.books = books
        self.receivedTransfer = receivedTransfer
        attempt = incomplete
        self.errors = errors
        let identity = parts.identity(of: run, program: program, books: books, trigger: trigger, incomplete: incomplete)
        inputs = identity.inputs
        interpreter = Interpreter(
            program: program, run: identity, trigger: trigger, options: parts.options(of: run, program: program, incomplete: incomplete))
        meter = RunMeter(run: run, books: books)
        began = parts.now()
        sequence = run.segments
        ordinal = 0
        segment = SegmentEncoder(first: ordinal)
        last = run.started
    }

    /// Runs to the end, or until it sleeps. Throws ``RunLost`` where another worker took it, or what the storage threw.
    mutating func execute() async throws {
        do {
            try await drive()
        } catch {
            // What was admitted and is in no commit is given back; the recorder gives back what its commits held.
            books.release(meter.credits, of: run)
            throw error
        }
    }

    private mutating func drive() async throws {
        if let refusal = run.options.refusal {
            return try await end(.stopped, failure: RunFailure(type: "LoopError", message: refusal))
        }
        if run.segments > 0 {
            do {
                try await replay()
            } catch let changed as JournalMismatch {
                return try await end(.cannotResume, failure: RunFailure(type: "InconsistencyError", message: changed.message))
            }
        }
        while true {
            let step = interpreter.next()
            if let full = try await keep(interpreter.takeIncomplete()) { return try await end(.error, failure: full) }
            if parts.stops.contains(run.id) { return try await end(.stopped, failure: .stoppedByHand) }
            switch step {
            case .finished(let outcome): return try await finish(outcome)
            case .perform(let operation):
                if let limit = books.plan.limit(.runTime), parts.now().milliseconds - began.milliseconds >= limit {
                    return try await interrupt(at: operation, limit)
                }
                guard try await perform(operation) else { return }
            }
        }
    }

    // MARK: One operation

    /// Carries out and records one operation; false where the run goes no further now.
    private mutating func perform(_ operation: Operation) async throws -> Bool {
        let price = parts.price(of: operation, at: parts.now())
        if let refusal = books.admit(price.credits, for: run, crossesBorder: operation.descriptor?.effect == .effect) {
            try await pause(for: refusal, at: operation)
            return false
        }
        var entry = JournalEntry(
            moduleId: operation.moduleId, path: operation.path, kind: operation.kind, operations: price.operations, credits: price.credits,
            rule: price.rule.rawValue, card: price.card.rawValue, startedAt: parts.now(), endedAt: last, keepsOutput: operation.keepsOutput)
        var next = Next.record
        do throws(ModuleFailure) {
            if let standIn = parts.dryOutput(of: operation, run) {
                entry.output = standIn
            } else if operation.isInherent {
                (entry.input, entry.output) = try interpreter.performShowingInput(operation)
                if operation.isTrigger { entry.transfer = receivedTransfer }
            } else {
                let input = try interpreter.input(of: operation)
                entry.input = .collection(input.mapper)
                switch try parts.execution(of: operation, run) {
                case .standIn(let output): entry.output = output
                case .module(.pure(let module)): entry.output = try module.run(input)
                case .module(.ours(let module)): next = .own(try module.plan(input))
                case .module(.effect(let module)): next = .effect(module, input)
                }
            }
        } catch {
            return try await fail(error, entry, operation)
        }
        switch next {
        case .record:
            try await record(&entry, operation)
            return true
        case .own(let planned): return try await own(planned, entry, operation)
        case .effect(let module, let input): return try await effect(module, input, entry, operation)
        }
    }

    /// What is to be done for an operation, once its input is known.
    private enum Next {
        case record
        case own(OwnEffect)
        case effect(any EffectModule, ModuleInput)
    }

    mutating func record(_ entry: inout JournalEntry, _ operation: Operation) async throws {
        entry.endedAt = max(parts.now(), entry.startedAt)
        if operation.isPoll, entry.output.isEmpty { entry.kind = .checkRun }
        interpreter.complete(operation, OperationResult(bundles: entry.output, endedAt: entry.endedAt))
        try await append(entry, operation)
    }

    private mutating func append(_ entry: JournalEntry, _ operation: Operation) async throws {
        count(entry)
        meter.charge(entry, module: operation.module)
        segment.append(entry)
        if segment.isFull { try await flush() }
    }

    /// A module that failed ends the run as an error. What was refused before it began isn't charged.
    mutating func fail(_ failure: ModuleFailure, _ entry: JournalEntry, _ operation: Operation) async throws -> Bool {
        var entry = entry
        entry.failure = failure
        if failure.isWarning {
            entry.status = .warning
            entry.output = [.collection([:])]
            try await record(&entry, operation)
            return true
        }
        entry.status = .error
        entry.endedAt = max(parts.now(), entry.startedAt)
        if !failure.began {
            books.release(entry.credits, of: run)
            (entry.operations, entry.credits) = (0, .zero)
        }
        interpreter.complete(operation, OperationResult(bundles: [], endedAt: entry.endedAt, failure: failure))
        try await append(entry, operation)
        return true
    }

    // MARK: Effects

    private mutating func effect(_ module: any EffectModule, _ input: ModuleInput, _ entry: JournalEntry, _ operation: Operation)
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
    private func stateOfPoll(_ operation: Operation) async throws -> Value {
        if let pollState { return pollState }
        let (run, module) = (run, operation.moduleId)
        return try await parts.storage.read {
            try TriggerStateStore($0).state(of: run.scenario, module: module, in: run.organization, run: run.id)
        }
    }

    /// An effect in our own database: it commits with its journal entry.
    private mutating func own(_ effect: OwnEffect, _ entry: JournalEntry, _ operation: Operation) async throws -> Bool {
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
        let (usage, credits) = meter.take()
        var commit = self.commit(usage: usage, credits: credits + entry.credits)
        commit.own = OwnOperation(
            draft: entry, effect: effect, key: meter.key(of: entry, module: operation.module), address: parts.address(of: operation, run))
        if case .sleep(let milliseconds) = effect {
            let wake = Timestamp(milliseconds: entry.endedAt.milliseconds + milliseconds)
            commit.wake = wake
            commit.run.state = .sleeping
        }
        let answer = try await parts.recorder.submit(commit).value()
        try await settle()
        count(entry)
        nextSegment()
        let outcome = answer.own ?? .output([])
        if case .respond(let status, let headers, let body) = effect {
            parts.responses.respond(run.id, WebhookResponse(status: status, headers: headers, body: body))
        }
        if case .sleep = effect { return false }
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

    // MARK: Commits

    mutating func commit(usage: [UsageKey: Usage], credits: Credits) -> RunCommit {
        var commit = RunCommit(run: run, sequence: sequence, segment: segment, usage: usage, credits: credits, instant: last)
        commit.isConfidential = program.blueprint.settings.confidential
        commit.incomplete = kept
        commit.polled = polled
        (kept, polled) = ([], nil)
        return commit
    }

    /// Writes what waits together with runs that are to start, or a call that is to be waited for.
    mutating func commit(starting queues: [QueuedRun], awaiting call: (child: Run.ID, address: String)? = nil) async throws {
        if call != nil { run.state = .sleeping }
        let (usage, credits) = meter.take()
        var commit = self.commit(usage: usage, credits: credits)
        commit.queues = queues
        commit.awaits = call
        _ = try await parts.recorder.submit(commit).value()
        try await settle()
        nextSegment()
    }

    /// Hands the segment to the recorder; waits only where too many are on their way.
    mutating func flush() async throws {
        guard !segment.isEmpty || !kept.isEmpty else { return }
        let (usage, credits) = meter.take()
        pending.append(parts.recorder.submit(commit(usage: usage, credits: credits)))
        nextSegment()
        if pending.count > Self.segmentsInFlight { _ = try await pending.removeFirst().value() }
    }

    /// Everything so far is durable.
    private mutating func barrier() async throws {
        try await flush()
        try await settle()
    }

    private mutating func settle() async throws {
        for ticket in pending { _ = try await ticket.value() }
        pending = []
    }

    private mutating func nextSegment() {
        sequence += 1
        run.segments = sequence
        segment = SegmentEncoder(first: ordinal)
    }

    private mutating func count(_ entry: JournalEntry) {
        ordinal += 1
        cutOff = false
        if entry.status == .warning { warned = true }
        run.operations += entry.operations
        run.credits += entry.credits
        run.transfer += entry.transfer
        last = entry.endedAt
    }

    // MARK: End

    private mutating func finish(_ outcome: RunOutcome) async throws {
        switch outcome {
        case .completed(let outputs): try await end(warned ? .warning : .success, outputs: outputs)
        case .failed(let failure, let module):
            try await end(.error, failure: RunFailure(type: failure.type, message: failure.message, module: Int64(module)))
        }
    }

    private mutating func end(_ state: RunState, failure: RunFailure? = nil, outputs: Fields = [:]) async throws {
        let ended = max(parts.now(), last)
        let (usage, credits) = meter.take()
        run.state = state
        run.ended = ended
        run.failure = failure
        var commit = self.commit(usage: usage, credits: credits)
        var end = RunEnd(lines: meter.chargeLines, outputs: outputs, count: meter.count(endedAt: ended))
        end.settings = program.blueprint.settings
        end.errors = errors
        end.isInstant = Hook.Kind(startedBy: program.first?.module) != nil
        end.hasPolled = hasPolled
        if let attempt { end.attempt = (attempt.id, failedAgain ?? (state.apiStatus == 3 ? failure : nil)) }
        commit.end = end
        _ = try await parts.recorder.submit(commit).value()
        try await settle()
        parts.ended(run, outputs: outputs)
    }

    /// The plan's run time is over: the run ends with a warning, and what was left of it is dropped.
    private mutating func interrupt(at operation: Operation, _ limit: Int64) async throws {
        let bound = PlanLimit(.runTime, limit)
        try await end(
            .warning,
            failure: RunFailure(
                type: "ExecutionInterruptedError",
                message: "The plan \(books.plan.name) lets a run work for \(bound.text) (\(bound.label)); the rest was not done.",
                module: Int64(operation.moduleId)))
    }

    /// Stops before an operation that can't be paid. The run keeps its place, and goes on by itself when it can (decision 14).
    private mutating func pause(for refusal: Refusal, at operation: Operation) async throws {
        run.state = refusal.state
        run.failure = refusal.failure(module: Int64(operation.moduleId))
        let (usage, credits) = meter.take()
        let commit = self.commit(usage: usage, credits: credits)
        _ = try await parts.recorder.submit(commit).value()
        try await settle()
        parts.paused(run)
    }

    // MARK: Replay

    /// Feeds the interpreter what the journal has, segment by segment, without evaluating or charging anything again.
    private mutating func replay() async throws {
        var next: Int64 = 0
        ordinal = 0
        while next < run.segments {
            let segments = try await parts.segments(of: run, from: next)
            guard !segments.isEmpty else { throw JournalMismatch(message: "A part of the run's journal is missing.") }
            for segment in segments {
                var reader = try SegmentReader(operations: segment.operations, bundles: segment.bundles, count: segment.count)
                reader.readsInputs = false
                while let entry = try reader.next() { try replay(entry) }
            }
            next += Int64(segments.count)
        }
        segment = SegmentEncoder(first: ordinal)
    }

    private mutating func replay(_ entry: JournalEntry) throws {
        guard case .perform(let operation) = interpreter.next(), operation.moduleId == entry.moduleId, operation.path == entry.path else {
            throw JournalMismatch(
                message: "The run's journal does not fit its blueprint at operation \(ordinal + 1), module \(entry.moduleId).")
        }
        var bundles = entry.output
        if !entry.keepsOutput, entry.status != .error {
            do throws(ModuleFailure) {
                bundles = try interpreter.perform(operation)
            } catch {
                throw JournalMismatch(message: "Module \(entry.moduleId) did not give again what it gave before: \(error.message)")
            }
        }
        meter.replay(entry, module: operation.module)
        if operation.isPoll { hasPolled = true }
        ordinal += 1
        if entry.status == .warning { warned = true }
        if entry.status != .error, operation.module == "gateway:WebhookRespond" { responded = true }
        last = entry.endedAt
        interpreter.complete(
            operation, OperationResult(bundles: bundles, endedAt: entry.endedAt, failure: entry.status == .error ? entry.failure : nil))
    }
}

extension RunExecution {
    /// What could be seen where a bundle failed, and `var.input`, as the run was started with them.
    func incomplete(_ bundle: IncompleteBundle) -> IncompleteExecution {
        let now = parts.now()
        let next = IncompleteExecution.next(bundle.retry, after: 0, at: now)
        return IncompleteExecution(
            id: IncompleteExecution.id(of: bundle, in: run), organization: run.organization, team: run.team, scenario: run.scenario,
            version: run.version, run: run.id, module: bundle.module, point: bundle.point, inputs: inputs,
            failure: RunFailure(type: bundle.failure.type, message: bundle.failure.message, module: Int64(bundle.point.moduleId)),
            retry: bundle.retry, state: next == nil ? .unresolved : .pending, nextAttempt: next, created: now)
    }
}

/// The journal and the blueprint don't fit: the run can't be resumed.
struct JournalMismatch: Error {
    let message: String
}
