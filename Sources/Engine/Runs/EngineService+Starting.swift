import Automation
package import Ledger
import StorageCore
package import Stores
package import Values

/// Nothing is left to pay even one operation.
package struct InsufficientCredits: Error, Hashable, Sendable {
    package let available: Credits
}

extension EngineService {
    /// Queues a run of a scenario that someone asked for. Throws ``InsufficientCredits`` and ``InvalidInputs``.
    package func start(
        _ scenario: Scenario, origin: ChargeOrigin, author: User.ID?, trigger: [Value]?, options: RunOptions = RunOptions(),
        id: Run.ID? = nil
    ) async throws -> Run.ID {
        let queued = try await queued(scenario, origin: origin, author: author, trigger: trigger, options: options, id: id)
        _ = try await queue(queued)
        return queued.id
    }

    /// As a program asks for it, with the inputs that the scenario declares. One that takes none asks its trigger, or takes what waits at
    /// its webhook. Throws ``InsufficientCredits`` and ``InvalidInputs``.
    package func start(
        _ scenario: Scenario, origin: ChargeOrigin, author: User.ID?, inputs: Fields, options: RunOptions = RunOptions(), id: Run.ID? = nil
    ) async throws -> Run.ID {
        if inputs.isEmpty, scenario.hook != nil,
            let run = try await startOnHeld(scenario, origin: origin, author: author, options: options, id: id)
        {
            return run
        }
        let trigger = try await check(scenario).given(inputs)
        return try await start(scenario, origin: origin, author: author, trigger: trigger, options: options, id: id)
    }

    private func check(_ scenario: Scenario) async throws -> TriggerInput {
        let books = try await registry.books(of: scenario.organization, at: now())
        let program = try await programs.program(of: scenario.id, version: scenario.version)
        return TriggerInput(program, zone: books.zone.identifier, library: library)
    }

    /// A run as it would be queued, with all that can be checked before. Throws ``InsufficientCredits`` and ``InvalidInputs``.
    func queued(
        _ scenario: Scenario, origin: ChargeOrigin, author: User.ID?, trigger: [Value]?, options: RunOptions, id: Run.ID? = nil
    ) async throws -> QueuedRun {
        let now = now()
        let books = try await registry.books(of: scenario.organization, at: now)
        if let available = books.available, available <= .zero { throw InsufficientCredits(available: available) }
        let trigger = try await check(scenario).checked(trigger, options: options)
        return QueuedRun(
            id: id ?? ids.next(at: now.milliseconds), organization: scenario.organization, team: scenario.team, scenario: scenario.id,
            version: scenario.version, hook: nil, origin: origin, author: author,
            input: trigger.map(ValueCodec.encoded), options: options, transfer: 0, received: now)
    }

    /// Starts a run and waits for its end.
    package func runToEnd(
        _ scenario: Scenario, origin: ChargeOrigin, author: User.ID?, trigger: [Value]?, options: RunOptions = RunOptions()
    ) async throws -> CompletedRun {
        try await toTheEnd { try await start(scenario, origin: origin, author: author, trigger: trigger, options: options, id: $0) }
    }

    /// *Run once*. A scenario that begins with a webhook and is given no data takes the oldest deliveries that wait for it.
    /// Throws ``InvalidInput`` where there are none.
    package func runByHand(
        _ scenario: Scenario, author: User.ID?, trigger: [Value]?, options: RunOptions = RunOptions()
    ) async throws -> CompletedRun {
        try await toTheEnd { try await startByHand(scenario, author: author, trigger: trigger, options: options, id: $0) }
    }

    /// As ``runByHand(_:author:trigger:options:)``, without waiting for the end.
    @discardableResult
    package func startByHand(
        _ scenario: Scenario, author: User.ID?, trigger: [Value]?, options: RunOptions = RunOptions(), id: Run.ID? = nil
    ) async throws -> Run.ID {
        var trigger = trigger
        if trigger == nil, options.onlyModule == nil, scenario.hook != nil {
            if let run = try await startOnHeld(scenario, origin: .manualTest, author: author, options: options, id: id) { return run }
            guard options.everyPath || options.standIns else {
                throw InvalidInput(
                    "input",
                    "This scenario begins with a webhook: give the data that it should get, or send something to its address first.")
            }
            trigger = [.collection([:])]
        }
        return try await start(scenario, origin: .manualTest, author: author, trigger: trigger, options: options, id: id)
    }

    /// Begins a run on the oldest deliveries that wait, which leave the queue in the transaction that puts the run there; `nil`: none waits.
    private func startOnHeld(
        _ scenario: Scenario, origin: ChargeOrigin, author: User.ID?, options: RunOptions, id: Run.ID?
    ) async throws -> Run.ID? {
        // All that can fail comes first. What waits is not checked: it was when it came.
        let queued = try await queued(scenario, origin: origin, author: author, trigger: [], options: options, id: id)
        let program = try await programs.program(of: scenario.id, version: scenario.version)
        let limit = scenario.schedule?.timing == .immediately ? 1 : program.mostDeliveries
        let hasBegun = try await storage.write { [secrets] transaction in
            let taken = try HeldDeliveries(transaction).take(of: scenario.id, in: scenario.organization, limit: limit)
            guard !taken.inputs.isEmpty else { return false }
            var run = queued
            // What no key opens stays where it is.
            run.input = ValueCodec.encoded(try taken.bundles(of: scenario.organization, secrets))
            run.transfer = taken.transfer
            try SealedQueue(transaction, secrets).add([run])
            return true
        }
        guard hasBegun else { return nil }
        notify()
        return queued.id
    }

    private func toTheEnd(_ start: (Run.ID) async throws -> Run.ID) async throws -> CompletedRun {
        let id = ids.next(at: now().milliseconds)
        let ticket = completions.expect(id)
        do {
            _ = try await start(id)
        } catch {
            completions.forget(id)
            throw error
        }
        return try await ticket.value()
    }
}

extension ValueCodec {
    static func encoded(_ bundles: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        encode(.array(bundles), into: &bytes)
        return bytes
    }
}
