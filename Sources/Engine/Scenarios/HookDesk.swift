import Ledger
import StorageCore
package import Stores
package import Values

/// What the caller of a webhook is told.
package enum HookAnswer: Sendable {
    case accepted
    case response(WebhookResponse)
    /// Nothing listens at this address any more.
    case gone
    case unknown
    case full(limit: Int64)
    /// It closes a loop, and the loop breaker stopped it.
    case stopped(String)
}

/// Makes webhooks and takes their deliveries in.
package struct HookDesk: Sendable {
    private let engine: EngineService
    private let secrets: InstallationSecrets

    package init(engine: EngineService, secrets: InstallationSecrets) {
        self.engine = engine
        self.secrets = secrets
    }

    package func create(name: String, team: Team.ID, organization: Organization.ID) async throws -> Hook {
        let (secrets, now) = (secrets, engine.now())
        return try await engine.storage.write { transaction in
            let id = Hook.ID(try SequenceStore(transaction).next("hook"))
            let hook = Hook(id: id, organization: organization, team: team, name: name, enabled: true, created: now)
            try HookStore(transaction).add(hook, secretHash: InstallationSecrets.hash(secrets.hookSecret(for: id)))
            return hook
        }
    }

    /// The path of the address: `/hook/<secret>`.
    package func path(of hook: Hook.ID) -> String { "/hook/\(secrets.hookSecret(for: hook))" }

    /// Puts a delivery on disk and, where the scenario has a respond module, waits for its answer up to the named bound.
    /// - Parameter bytes: size of the body that came in.
    /// - Parameter key: the `Idempotency-Key` header.
    /// - Parameter sender: the operation of a run of ours that sent it, as its request names it.
    package func deliver(secret: String, bundle: Value, bytes: Int64, key: String? = nil, sender: String? = nil) async throws -> HookAnswer
    {
        let hash = InstallationSecrets.hash(secret)
        let found = try await engine.storage.read { transaction -> (Hook, Scenario?)? in
            guard let hook = try HookStore(transaction).hook(secretHash: hash) else { return nil }
            return (hook, try ScenarioStore(transaction).scenario(hook: hook.id, in: hook.organization))
        }
        guard let (hook, scenario) = found else { return .unknown }
        guard hook.enabled, let scenario else { return .gone }
        let now = engine.now()
        let run = engine.ids.next(at: now.milliseconds)
        let books = try await engine.registry.books(of: hook.organization, at: now)
        if let limit = books.plan.limits.first(where: { $0.name == .fileSize }), bytes > limit.value {
            throw PlanLimitReached(books.plan, .fileSize) { plan in
                "The plan \(plan) takes bodies of at most \(limit.text) (\(limit.value) bytes), and this one has \(bytes) bytes."
            }
        }
        let paused = books.pause != nil
        let loop = try await LoopBreaker(engine: engine).check(sender, leadingTo: scenario, at: now)
        let waits = scenario.responds && scenario.takesDeliveriesAtOnce && !paused
        let ticket = waits ? engine.responses.expect(run) : nil
        let answer = try await enqueue(
            hook, scenario, run, bundle, bytes, key, loop.options, queueLimit: books.plan.limit(.webhookQueue), at: now)
        if let refusal = loop.options.refusal {
            engine.responses.forget(run)
            return .stopped(refusal)
        }
        switch answer {
        case .full(let limit):
            engine.responses.forget(run)
            return .full(limit: limit)
        case .repeated:
            engine.responses.forget(run)
            return .accepted
        case .queued:
            guard let ticket else { return .accepted }
            return .response(try await response(ticket, of: run))
        }
    }

    private func enqueue(
        _ hook: Hook, _ scenario: Scenario, _ run: Run.ID, _ bundle: Value, _ bytes: Int64, _ key: String?, _ options: RunOptions,
        queueLimit: Int64?, at now: Timestamp
    ) async throws -> IntakeAnswer {
        var input: [UInt8] = []
        ValueCodec.encode(.array([bundle]), into: &input)
        let queued = QueuedRun(
            id: run, organization: hook.organization, team: scenario.team, scenario: scenario.id, version: nil, hook: hook.id,
            origin: .webhook,
            author: nil, input: input, options: options, transfer: bytes, received: now)
        do {
            return try await engine.queue(queued, key: key, queueLimit: queueLimit ?? engine.settings.webhookQueue)
        } catch {
            engine.responses.forget(run)
            throw error
        }
    }

    /// Held up to the bound, then let go with 200: the run goes on.
    private func response(_ ticket: Ticket<WebhookResponse>, of run: Run.ID) async throws -> WebhookResponse {
        let (responses, bound) = (engine.responses, engine.settings.responseMilliseconds)
        let release = Task {
            try await Task.sleep(for: .milliseconds(bound))
            responses.forget(run)
        }
        defer { release.cancel() }
        return try await withTaskCancellationHandler {
            try await ticket.value()
        } onCancel: {
            responses.forget(run)
        }
    }
}
