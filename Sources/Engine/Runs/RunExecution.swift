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
    var ordinal: Int64
    var last: Timestamp
    var pending: [Ticket<RunCommitAnswer>] = []
    let receivedTransfer: Int64
    var responded = false
    /// The first operation after the journal's end may have begun before a crash.
    var cutOff: Bool
    var warned = false
    /// When this stretch of the run began, and milliseconds that it worked before, with the runs that it waited for: what it slept is not
    /// its run time.
    var began: Timestamp
    var workedBefore: Int64
    /// Admitted for the operation in hand, which is not counted yet.
    var inHand = Credits.zero
    /// What runs cost that it waited for, and that go with the next commit.
    var calledNow = Credits.zero
    /// What the run is an attempt at, and how that failed again.
    let attempt: Attempt?
    var failedAgain: RunFailure?
    /// The attempt ended before it was through, and its bundle is kept where it came to.
    var isCarriedOn = false
    /// Failed bundles that go with the next commit.
    var kept: [(kept: IncompleteExecution, content: EncodedBundle)] = []
    var encoder: PointEncoder
    /// Runs that it starts, which go with the next commit: the one that has the operation that starts them.
    var starting: [QueuedRun] = []
    /// Of the scenario, not resolved, when this run first had one to keep.
    var keptBefore: Int64?
    let inputs: Fields
    /// It went through its journal: what failed after the last operation may be kept already.
    var isReplayed = false
    /// It waited with all that it had at hand, and needs no replay.
    var isAtHand = false
    /// Why it can't begin or go on.
    let unreadable: String?
    /// How far a polling trigger read: for the next commit, and for the next cycle.
    var polled: (module: Int, state: Value)?
    var pollState: Value?
    var hasPolled = false
    /// The cycle that it is in; those before it are committed.
    var cycle = 0
    var counted = 0
    var structures: StructureShelf

    /// How many segments of one run may be on their way to the disk before it waits.
    static let segmentsInFlight = 4

    init(
        parts: RunParts, run: Run, program: Program, books: OrganizationBooks, start: RunStart, receivedTransfer: Int64, recovered: Bool
    ) {
        self.parts = parts
        cutOff = recovered
        self.run = run
        self.program = program
        self.books = books
        self.receivedTransfer = receivedTransfer
        attempt = start.attempt
        unreadable = start.unreadable
        encoder = PointEncoder(
            parts.secrets, of: start.attempt.flatMap { RunID(rawValue: $0.point.run) } ?? run.id, in: run.organization)
        let identity = parts.identity(of: run, program: program, books: books, trigger: start.trigger, attempt: start.attempt)
        inputs = identity.inputs
        structures = StructureShelf(storage: parts.storage, organization: run.organization)
        interpreter = Interpreter(
            program: program, run: identity, trigger: start.trigger,
            options: parts.options(of: run, program: program, attempt: start.attempt))
        meter = RunMeter(run: run, books: books)
        began = parts.now()
        workedBefore = run.worked
        sequence = run.segments
        ordinal = 0
        segment = SegmentEncoder(first: ordinal)
        last = run.started
    }

    /// What it holds, as the process counts it.
    mutating func count(_ held: Int) {
        guard held != counted else { return }
        parts.memory.add(held - counted)
        counted = held
    }

    /// It holds nothing any more.
    mutating func letGo() { count(0) }

    /// Runs to the end, or until it sleeps. Throws ``RunLost`` where another worker took it, or what the storage threw.
    mutating func execute() async throws {
        do {
            try await drive()
        } catch {
            // What was admitted and is in no commit is given back; the recorder gives back what its commits held.
            books.release(meter.credits + inHand, of: run)
            throw error
        }
    }

    mutating func drive() async throws {
        if let refusal = run.options.refusal {
            return try await end(.stopped, failure: RunFailure(type: "LoopError", message: refusal))
        }
        if let unreadable {
            return try await end(.cannotResume, failure: RunFailure(type: "InconsistencyError", message: unreadable))
        }
        if run.segments > 0, !isAtHand {
            do {
                try await replay()
            } catch let changed as JournalMismatch {
                return try await end(.cannotResume, failure: RunFailure(type: "InconsistencyError", message: changed.message))
            }
        }
        while true {
            let step = interpreter.next()
            count(interpreter.held)
            if let full = try await keep(interpreter.takeIncomplete()) {
                return try await end(.error, failure: full, isOutOfRoom: true)
            }
            try await closeCycle()
            if parts.stops.contains(run.id) { return try await stop(at: step) }
            switch step {
            case .finished(let outcome): return try await finish(outcome)
            case .perform(let operation):
                if isOutOfTime { return try await interrupt(at: operation) }
                guard try await perform(operation) else { return }
            }
        }
    }

    // MARK: One operation

    /// Carries out and records one operation; false where the run goes no further now.
    mutating func perform(_ operation: Operation) async throws -> Bool {
        let price = parts.price(of: operation, at: parts.now())
        if let refusal = books.admit(price.credits, for: run, crossesBorder: operation.descriptor?.effect == .effect) {
            try await pause(for: refusal, at: operation)
            if case .budget(_, let trials) = refusal { books.waits(since: trials) }
            return false
        }
        inHand = price.credits
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
                case .module(.pure(let module)):
                    if StructureShelf.id(input, operation.descriptor) == nil {
                        entry.output = try module.run(input)
                    } else {
                        next = .structured(module, input)
                    }
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
        case .structured(let module, let input): return try await structured(module, input, entry, operation)
        case .own(let planned): return try await own(planned, entry, operation)
        case .effect(let module, let input): return try await effect(module, input, entry, operation)
        }
    }

    /// What is to be done for an operation, once its input is known.
    enum Next {
        case record
        /// It goes by a data structure that is to be read first.
        case structured(any PureModule, ModuleInput)
        case own(OwnEffect)
        case effect(any EffectModule, ModuleInput)
    }

    mutating func structured(_ module: any PureModule, _ input: ModuleInput, _ entry: JournalEntry, _ operation: Operation)
        async throws -> Bool
    {
        var (input, entry) = (input, entry)
        input.structure = try await structures.structure(for: input, operation.descriptor)
        do throws(ModuleFailure) {
            entry.output = try module.run(input)
        } catch {
            return try await fail(error, entry, operation)
        }
        try await record(&entry, operation)
        return true
    }

    mutating func record(_ entry: inout JournalEntry, _ operation: Operation) async throws {
        entry.endedAt = max(parts.now(), entry.startedAt)
        if operation.isPoll, entry.output.isEmpty { entry.kind = .checkRun }
        interpreter.complete(operation, OperationResult(bundles: entry.output, endedAt: entry.endedAt))
        try await append(entry, operation)
    }

    mutating func append(_ entry: JournalEntry, _ operation: Operation) async throws {
        count(entry)
        meter.charge(entry, module: operation.module)
        inHand = .zero
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
            giveBack()
            (entry.operations, entry.credits) = (0, .zero)
        }
        interpreter.complete(operation, OperationResult(bundles: [], endedAt: entry.endedAt, failure: failure))
        try await append(entry, operation)
        return true
    }
}
