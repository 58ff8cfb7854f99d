package import Ledger
package import StorageCore
package import Values

/// A trigger that is on disk and waits for a worker. Its id becomes the run's.
package struct QueuedRun: Hashable, Sendable {
    package var id: RunID
    package var organization: Organization.ID
    package var team: Team.ID
    package var scenario: Scenario.ID
    /// `nil`: the scenario's version at the time it is claimed.
    package var version: Int64?
    package var hook: Hook.ID?
    package var origin: ChargeOrigin
    package var author: User.ID?
    /// The trigger's bundles, encoded; `nil` where nothing triggers.
    package var input: [UInt8]?
    package var options: RunOptions
    /// Bytes of the body that came in.
    package var transfer: Int64
    package var received: Timestamp
    /// Its scenario is off: it waits until that is on.
    package var held = false

    package init(
        id: RunID, organization: Organization.ID, team: Team.ID, scenario: Scenario.ID, version: Int64?, hook: Hook.ID?,
        origin: ChargeOrigin, author: User.ID?, input: [UInt8]?, options: RunOptions, transfer: Int64, received: Timestamp,
        held: Bool = false
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.scenario = scenario
        self.version = version
        self.hook = hook
        self.origin = origin
        self.author = author
        self.input = input
        self.options = options
        self.transfer = transfer
        self.received = received
        self.held = held
    }
}

/// What waits to run, and the idempotency keys of deliveries.
package struct QueueStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(_ queued: [QueuedRun]) throws {
        try transaction.batch(
            "INSERT INTO queue (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            queued.map {
                [
                    $0.id.sqlValue, $0.organization.sqlValue, $0.team.sqlValue, $0.scenario.sqlValue, $0.version.sqlValue, $0.hook.sqlValue,
                    $0.origin.rawValue.sqlValue, $0.author.sqlValue, $0.input.sqlValue, $0.options.text.sqlValue, $0.transfer.sqlValue,
                    $0.received.sqlValue, $0.held.sqlValue,
                ]
            })
    }

    /// How many deliveries of a hook wait.
    package func count(of hook: Hook.ID, in organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM queue WHERE organization = \(organization) AND hook = \(hook)")?.integer(0) ?? 0
    }

    /// What waits in an organization, but for deliveries of scenarios that are off.
    package func count(of organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM queue WHERE organization = \(organization) AND held = 0")?.integer(0) ?? 0
    }

    package func count() throws -> Int64 { try transaction.row("SELECT COUNT(*) FROM queue")?.integer(0) ?? 0 }

    /// The organizations for which something waits, without looking at each row.
    package func waiting() throws -> [Organization.ID] {
        try transaction.rows(
            """
            WITH RECURSIVE present (organization) AS (
                SELECT MIN(organization) FROM queue WHERE held = 0
                UNION ALL
                SELECT (SELECT MIN(queue.organization) FROM queue WHERE queue.held = 0 AND queue.organization > present.organization)
                FROM present WHERE present.organization IS NOT NULL)
            SELECT organization FROM present WHERE organization IS NOT NULL
            """
        ).map { .init(try $0.integer(0)) }
    }

    /// Takes the oldest of an organization out of the queue; the caller makes runs of them in the same transaction.
    package func take(_ limit: Int, of organization: Organization.ID) throws -> [QueuedRun] {
        let rows = try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM queue WHERE organization = \(organization) AND held = 0 ORDER BY id LIMIT \(limit)\(
                transaction.dialect.skipLocked)
            """)
        let taken = try rows.map(queued(row:))
        try transaction.batch(
            "DELETE FROM queue WHERE organization = ? AND id = ?", taken.map { [$0.organization.sqlValue, $0.id.sqlValue] })
        return taken
    }

    package func queued(_ id: RunID, in organization: Organization.ID) throws -> QueuedRun? {
        try transaction.row("SELECT \(literal: Self.columns) FROM queue WHERE organization = \(organization) AND id = \(id)").map(
            queued(row:))
    }

    /// Puts what was taken back, to wait until an earlier run of its scenario has ended.
    package func wait(_ queued: [QueuedRun]) throws { try wait(queued, held: Self.inSequence) }

    func wait(_ queued: [QueuedRun], held: Int64) throws {
        try add(queued)
        for waiting in queued {
            try transaction.execute(
                "UPDATE queue SET held = \(held) WHERE organization = \(waiting.organization) AND id = \(waiting.id)")
        }
    }

    /// The oldest that waits for an earlier run of its scenario goes on.
    package func release(_ scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            UPDATE queue SET held = 0 WHERE organization = \(organization) AND id = (SELECT MIN(id) FROM queue
                WHERE organization = \(organization) AND scenario = \(scenario) AND held = \(Self.inSequence))
            """)
    }

    /// Takes one out that is not to run any more.
    package func remove(_ id: RunID, in organization: Organization.ID) throws -> QueuedRun? {
        guard let queued = try queued(id, in: organization) else { return nil }
        try transaction.execute("DELETE FROM queue WHERE organization = \(organization) AND id = \(id)")
        return queued
    }

    /// What waits for a scenario, the oldest first.
    package func waiting(for scenario: Scenario.ID, in organization: Organization.ID, limit: Int) throws -> [QueuedRun] {
        try transaction.rows(
            """
            SELECT \(literal: Self.columns) FROM queue WHERE organization = \(organization) AND scenario = \(scenario) ORDER BY id LIMIT \(limit)
            """
        ).map(queued(row:))
    }

    /// All that wait for an earlier run may go: the scenario's runs don't follow each other any more.
    package func releaseAll(_ scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            "UPDATE queue SET held = 0 WHERE organization = \(organization) AND scenario = \(scenario) AND held = \(Self.inSequence)")
    }

    /// Whether one that came before waits for an earlier run of its scenario.
    package func isBehind(_ queued: QueuedRun) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 FROM queue WHERE organization = \(queued.organization) AND scenario = \(queued.scenario) AND held = \(Self.inSequence)
                AND id < \(queued.id) LIMIT 1
            """) != nil
    }

    /// The scenarios of which something waits for an earlier run.
    package func inSequence() throws -> [(organization: Organization.ID, scenario: Scenario.ID)] {
        // Its value stands in the text, as the index has it there.
        try transaction.rows("SELECT DISTINCT organization, scenario FROM queue WHERE held = 2").map {
            (.init(try $0.integer(0)), .init(try $0.integer(1)))
        }
    }

    /// Whether something of a scenario may be taken.
    package func isReady(_ scenario: Scenario.ID, in organization: Organization.ID) throws -> Bool {
        try transaction.row("SELECT 1 FROM queue WHERE organization = \(organization) AND scenario = \(scenario) AND held = 0 LIMIT 1")
            != nil
    }

    /// `held`: 0 may be taken, 1 waits for its scenario to be switched on, this for an earlier run, 3 for its scenario's pace.
    private static let inSequence: Int64 = 2

    /// A scenario was switched on or off: scheduled runs that have not begun go on, or are held.
    package func holdScheduled(_ held: Bool, of scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            UPDATE queue SET held = \(held) WHERE organization = \(organization) AND scenario = \(scenario) AND hook IS NULL
                AND origin = \(ChargeOrigin.schedule.rawValue)
            """)
    }

    /// A scenario was switched on or off: its deliveries go on, or are held.
    package func hold(_ held: Bool, of scenario: Scenario.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            "UPDATE queue SET held = \(held) WHERE organization = \(organization) AND scenario = \(scenario) AND hook IS NOT NULL")
    }

    /// What waits for a webhook, the oldest first: id, bytes, when it came.
    package func deliveries(
        of hook: Hook.ID, in organization: Organization.ID, limit: Int, offset: Int
    ) throws -> [(id: RunID, bytes: Int64, received: Timestamp)] {
        try transaction.rows(
            """
            SELECT id, transfer, received FROM queue WHERE organization = \(organization) AND hook = \(hook)
            ORDER BY id LIMIT \(limit) OFFSET \(offset)
            """
        ).map { (RunID(trusted: try $0.text(0)), try $0.integer(1), try $0.timestamp(2)) }
    }

    /// Drops what waits for a webhook: these deliveries, or all of them.
    @discardableResult
    package func drop(_ ids: [RunID]?, of hook: Hook.ID, in organization: Organization.ID) throws -> Int {
        let these: SQL = ids.map { "AND id IN (\(list: $0))" } ?? ""
        return try transaction.execute("DELETE FROM queue WHERE organization = \(organization) AND hook = \(hook) \(these)")
    }

    /// The run that an earlier delivery with this key became, if it was within a day; else notes the key.
    package func run(ofKey key: String, hook: Hook.ID, in organization: Organization.ID, else id: RunID, at now: Timestamp) throws -> RunID?
    {
        let day: Int64 = 86_400_000
        try transaction.execute(
            "DELETE FROM delivery_key WHERE organization = \(organization) AND hook = \(hook) AND received < \(now.milliseconds - day)")
        let added = try transaction.execute(
            """
            INSERT INTO delivery_key (organization, hook, key, run, received) VALUES (\(organization), \(hook), \(key), \(id), \(now))
            ON CONFLICT (organization, hook, key) DO NOTHING
            """)
        guard added == 0 else { return nil }
        return try transaction.row(
            "SELECT run FROM delivery_key WHERE organization = \(organization) AND hook = \(hook) AND key = \(key)"
        ).flatMap { RunID(rawValue: try $0.text(0)) }
    }

    static let columns = "id, organization, team, scenario, version, hook, origin, author, input, options, transfer, received, held"

    private func queued(row: Row) throws -> QueuedRun {
        QueuedRun(
            id: RunID(trusted: try row.text(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)),
            scenario: .init(try row.integer(3)), version: try row.optionalInteger(4),
            hook: try row.optionalInteger(5).map(Hook.ID.init(_:)),
            origin: ChargeOrigin(rawValue: try row.integer(6)) ?? .onDemand, author: try row.optionalInteger(7).map(User.ID.init(_:)),
            input: try row.optionalBytes(8), options: RunOptions(text: try row.optionalText(9)), transfer: try row.integer(10),
            received: try row.timestamp(11), held: try row.integer(12) == 1)
    }
}
