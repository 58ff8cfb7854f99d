import Automation
import Ledger
import StorageCore
package import Stores
package import Values

/// What the caller of a webhook is told.
package enum HookAnswer: Sendable {
    /// It is on disk as this run, or was learnt from only.
    case accepted(Run.ID?)
    case response(WebhookResponse, of: Run.ID)
    /// Nothing listens at this address any more.
    case gone
    case unknown
    case full(limit: Int64)
    case refused(HookRefusal)
    /// More came than the webhook takes in a stretch of time.
    case tooMany(retryAfter: Int64)
    /// It closes a loop, and the loop breaker stopped it.
    case stopped(String)

    /// Of HTTP.
    package var status: Int {
        switch self {
        case .accepted: 200
        case .response(let response, _): response.status
        case .gone: 410
        case .unknown: 404
        case .full: 400
        case .refused(let refusal): refusal.status
        case .tooMany: 429
        case .stopped: 409
        }
    }

    /// What it was taken in as.
    package var run: Run.ID? {
        switch self {
        case .accepted(let run): run
        case .response(_, let run): run
        default: nil
        }
    }
}

/// Makes webhooks and takes their deliveries in.
package struct HookDesk: Sendable {
    private let engine: EngineService
    private let secrets: InstallationSecrets
    private let pace = HookPace()
    /// Of refused deliveries that are written down: whoever has an address could fill the log else.
    private let refusalPace = HookPace()

    package init(engine: EngineService, secrets: InstallationSecrets) {
        self.engine = engine
        self.secrets = secrets
    }

    package func create(
        name: String, team: Team.ID, organization: Organization.ID, kind: Hook.Kind = .web, settings: HookSettings = HookSettings()
    ) async throws -> Hook {
        let (secrets, now) = (secrets, engine.now())
        return try await engine.storage.write { transaction in
            let id = Hook.ID(try SequenceStore(transaction).next("hook"))
            var hook = Hook(id: id, organization: organization, team: team, name: name, enabled: true, created: now)
            hook.kind = kind
            hook.settings = settings.text
            try HookStore(transaction).add(hook, secretHash: InstallationSecrets.hash(secrets.hookSecret(for: id)))
            return hook
        }
    }

    /// Changes a webhook as an editor asks; `body` gets it as it is and gives it as it is to be.
    package func change(
        _ id: Hook.ID, in organization: Organization.ID, _ body: @escaping @Sendable (inout Hook, InstallationSecrets) throws -> Void
    ) async throws -> Hook {
        let secrets = secrets
        return try await engine.storage.write { transaction in
            let store = HookStore(transaction)
            guard var hook = try store.hook(id, in: organization) else { throw NotFound("webhook") }
            try body(&hook, secrets)
            try store.save(hook)
            return hook
        }
    }

    /// Takes a webhook away with what waits for it; its scenario stays, and listens to nothing. Its address is never given again.
    package func delete(_ id: Hook.ID, in organization: Organization.ID) async throws {
        let now = engine.now()
        try await engine.storage.write { transaction in
            guard try HookStore(transaction).remove(id, in: organization, at: now) else { throw NotFound("webhook") }
            try QueueStore(transaction).drop(nil, of: id, in: organization)
        }
    }

    /// The settings that a new webhook is asked to have. Throws ``InvalidInput``.
    package func settings(_ json: JSON) throws -> HookSettings {
        var settings = HookSettings()
        try settings.change(json, secrets: secrets)
        return settings
    }

    /// The path of the address: `/hook/<secret>`.
    package func path(of hook: Hook.ID) -> String { "/hook/\(secrets.hookSecret(for: hook))" }

    /// Lets a delivery in by the webhook's settings, reads it, and puts it on disk. Throws ``HookBodyError``.
    package func deliver(_ delivery: HookDelivery) async throws -> HookAnswer {
        guard let (hook, scenario) = try await open(delivery.secret, kind: .web) else { return .unknown }
        return try await logging(hook, scenario, size: delivery.body.count, content: { delivery.logged(hook.reading) }) {
            try await take(delivery, hook, scenario)
        }
    }

    private func take(_ delivery: HookDelivery, _ hook: Hook, _ scenario: Scenario?) async throws -> HookAnswer {
        guard isOpen(hook, scenario) else { return .gone }
        let settings = hook.reading
        if let refusal = HookGate(settings: settings, secrets: secrets).refusal(of: delivery) { return .refused(refusal) }
        if let wait = wait(for: hook) { return .tooMany(retryAfter: wait) }
        let bundle = try await fitting(try delivery.bundle(settings), hook, settings)
        return try await accept(
            hook, scenario, bundle, bytes: Int64(delivery.body.count),
            key: delivery.header("idempotency-key").map { String($0.prefix(200)) },
            sender: delivery.header("automation-run"))
    }

    /// Puts a delivery that is a bundle already on disk and, where the scenario has a respond module, waits for its answer up to the
    /// named bound.
    /// - Parameter bytes: size of the body that came in.
    /// - Parameter key: the `Idempotency-Key` header.
    /// - Parameter sender: the operation of a run of ours that sent it, as its request names it.
    package func deliver(
        secret: String, bundle: Value, bytes: Int64, key: String? = nil, sender: String? = nil, kind: Hook.Kind = .web
    ) async throws -> HookAnswer {
        guard let (hook, scenario) = try await open(secret, kind: kind) else { return .unknown }
        return try await logging(hook, scenario, size: Int(bytes), content: { HookDelivery.logged(bundle) }) {
            guard isOpen(hook, scenario) else { return .gone }
            if kind == .mail, let wait = wait(for: hook) { return .tooMany(retryAfter: wait) }
            return try await accept(hook, scenario, bundle, bytes: bytes, key: key, sender: sender)
        }
    }

    /// Whether something listens at this address, so that a caller need not send all of it to find out.
    package func takes(secret: String, kind: Hook.Kind) async throws -> Bool {
        guard let (hook, scenario) = try await open(secret, kind: kind) else { return false }
        return isOpen(hook, scenario)
    }

    /// One that no scenario listens to takes deliveries for some days, which wait for one.
    private func isOpen(_ hook: Hook, _ scenario: Scenario?) -> Bool {
        hook.enabled && (hook.learning || !hook.isGone(attached: scenario != nil, at: engine.now()))
    }

    /// Writes down what a delivery was answered.
    private func logging(
        _ hook: Hook, _ scenario: Scenario?, size: Int, content: () -> String, _ body: () async throws -> HookAnswer
    ) async throws -> HookAnswer {
        let (at, settings) = (engine.now(), engine.settings)
        func note(_ status: Int, _ run: Run.ID? = nil) {
            if status >= 400,
                refusalPace.wait(for: hook.id, limit: settings.refusalsLogged, within: settings.webhookMilliseconds, at: at) != nil
            {
                return
            }
            let isShown = scenario?.confidential != true && settings.keeps != .operations
            engine.hookLog.add(
                HookLogEntry(
                    organization: hook.organization, hook: hook.id, id: engine.ids.next(at: at.milliseconds), at: at, status: status,
                    size: Int64(size), run: run, content: isShown ? content() : ""))
        }
        do {
            let answer = try await body()
            note(answer.status, answer.run)
            return answer
        } catch {
            note(error is HookBodyError ? 400 : error is PlanLimitReached ? 413 : 500)
            throw error
        }
    }

    private func open(_ secret: String, kind: Hook.Kind) async throws -> (Hook, Scenario?)? {
        let hash = InstallationSecrets.hash(secret)
        return try await engine.storage.read { transaction -> (Hook, Scenario?)? in
            guard let hook = try HookStore(transaction).hook(secretHash: hash), hook.kind == kind else { return nil }
            return (hook, try ScenarioStore(transaction).scenario(hook: hook.id, in: hook.organization))
        }
    }

    private func wait(for hook: Hook) -> Int64? {
        let settings = engine.settings
        return pace.wait(
            for: hook.id, limit: settings.webhookDeliveries, within: settings.webhookMilliseconds, at: engine.now())
    }

    /// As the webhook's data structure wants it. Throws ``HookBodyError``.
    private func fitting(_ bundle: Value, _ hook: Hook, _ settings: HookSettings) async throws -> Value {
        guard let id = settings.structure, case .collection(let fields) = bundle else { return bundle }
        guard let structure = try await engine.storage.read({ try DataStructureStore($0).structure(id, in: hook.organization) }) else {
            return bundle
        }
        let zone = try await engine.registry.books(of: hook.organization, at: engine.now()).zone.identifier
        do {
            return .collection(try StructureCheck(structure).checked(fields, zone: zone))
        } catch let violation as StructureViolation {
            throw HookBodyError(message: violation.message)
        }
    }

    private func accept(
        _ hook: Hook, _ scenario: Scenario?, _ bundle: Value, bytes: Int64, key: String?, sender: String?
    ) async throws -> HookAnswer {
        if hook.learning {
            let interface = Structure.specs(of: bundle).text()
            try await engine.storage.write { try HookStore($0).learn(interface, of: hook.id, in: hook.organization) }
        }
        // It was sent to be learned from only.
        if scenario == nil, hook.learning { return .accepted(nil) }
        let now = engine.now()
        let run = engine.ids.next(at: now.milliseconds)
        let books = try await engine.registry.books(of: hook.organization, at: now)
        if let limit = books.plan.limits.first(where: { $0.name == .fileSize }), bytes > limit.value {
            throw PlanLimitReached(books.plan, .fileSize) { plan in
                "The plan \(plan) takes bodies of at most \(limit.text) (\(limit.value) bytes), and this one has \(bytes) bytes."
            }
        }
        guard let scenario else {
            let answer = try await enqueue(
                hook, (QueueStore.unattached, hook.team), run, bundle, bytes, key, RunOptions(),
                queueLimit: books.plan.limit(.webhookQueue),
                at: now)
            switch answer {
            case .full(let limit): return .full(limit: limit)
            case .queued(let run), .repeated(let run): return .accepted(run)
            }
        }
        let paused = books.pause != nil
        let loop = try await LoopBreaker(engine: engine).check(sender, leadingTo: scenario, at: now)
        let waits = scenario.responds && scenario.takesDeliveriesAtOnce && !paused
        let ticket = waits ? engine.responses.expect(run) : nil
        let answer = try await enqueue(
            hook, (scenario.id, scenario.team), run, bundle, bytes, key, loop.options, queueLimit: books.plan.limit(.webhookQueue), at: now)
        if let refusal = loop.options.refusal {
            engine.responses.forget(run)
            return .stopped(refusal)
        }
        switch answer {
        case .full(let limit):
            engine.responses.forget(run)
            return .full(limit: limit)
        case .repeated(let earlier):
            engine.responses.forget(run)
            return .accepted(earlier)
        case .queued:
            guard let ticket else { return .accepted(run) }
            return .response(try await response(ticket, of: run), of: run)
        }
    }

    private func enqueue(
        _ hook: Hook, _ scenario: (id: Scenario.ID, team: Team.ID), _ run: Run.ID, _ bundle: Value, _ bytes: Int64, _ key: String?,
        _ options: RunOptions,
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
