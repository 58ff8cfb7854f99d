package import Automation
package import Ledger
package import StorageCore
package import Values

/// Runs while they live and after; their journal in segments.
package struct RunStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Beginning and going on

    /// Makes runs of what was taken from the queue.
    package func add(_ runs: [Run], inputs: [[UInt8]?], receivedTransfer: [Int64], worker: WorkerName, lease: Timestamp) throws {
        try transaction.batch(
            """
            INSERT INTO run (id, organization, team, scenario, version, state, origin, author, options, input, started, operations, credits, transfer,
                segments, worker, epoch, lease, received_transfer, root) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, ?, ?)
            """,
            zip(runs, zip(inputs, receivedTransfer)).map { run, received in
                [
                    run.id.sqlValue, run.organization.sqlValue, run.team.sqlValue, run.scenario.sqlValue, run.version.sqlValue,
                    run.state.rawValue.sqlValue, run.origin.rawValue.sqlValue, run.author.sqlValue, run.options.text.sqlValue,
                    received.0.sqlValue, run.started.sqlValue, worker.text.sqlValue, run.epoch.sqlValue, lease.sqlValue,
                    received.1.sqlValue, run.options.chain.root.sqlValue,
                ]
            })
    }

    /// Takes over runs that sleep no longer or are to stop, and runs whose worker is gone: its lease ran out, or it is an earlier process of the same
    /// folder, which is dead, since this process owns the folder now. Each gets a new epoch.
    /// - Parameter holding: runs that this worker carries out now. A lease that ran out while the process stood still is no reason to
    ///   take them from itself.
    package func claim(
        _ limit: Int, worker: WorkerName, at now: Timestamp, lease: Timestamp, holding: [Run.ID] = []
    ) throws -> [(run: Run, recovered: Bool)] {
        let isHeld: SQL = holding.isEmpty ? "" : "AND NOT (worker = \(worker.text) AND id IN (\(list: holding)))"
        let due = try transaction.rows(
            """
            SELECT organization, id, state FROM run WHERE ended IS NULL AND (
                state = \(RunState.sleeping.rawValue) AND wake <= \(now)
                OR stopping = 1 AND state <> \(RunState.running.rawValue)
                OR state = \(RunState.running.rawValue) \(isHeld) AND (lease < \(now) OR worker LIKE \(worker.ofFolder) AND worker <> \(worker.text)))
            ORDER BY id LIMIT \(limit)\(transaction.dialect.skipLocked)
            """)
        return try due.compactMap { row in
            try transaction.row(
                """
                UPDATE run SET state = \(RunState.running.rawValue), worker = \(worker.text), lease = \(lease), epoch = epoch + 1, wake = NULL,
                    error_type = NULL, error_message = NULL, error_module = NULL
                WHERE organization = \(try row.integer(0)) AND id = \(try row.text(1)) RETURNING \(literal: Self.columns)
                """
            ).map { (try Self.run($0), try row.integer(2) == RunState.running.rawValue) }
        }
    }

    /// Keeps runs that are being carried out; what a worker let go of is not kept, and so is taken up again.
    package func renewLeases(of runs: [Run.ID], worker: WorkerName, until lease: Timestamp) throws {
        try transaction.execute(
            "UPDATE run SET lease = \(lease) WHERE ended IS NULL AND worker = \(worker.text) AND id IN (\(list: runs))")
    }

    /// A worker gives a run up that it could not carry on: whoever looks after `retry` takes it.
    package func release(_ run: Run, worker: WorkerName, retry: Timestamp) throws {
        try transaction.execute(
            """
            UPDATE run SET lease = \(retry) WHERE organization = \(run.organization) AND id = \(run.id) AND epoch = \(run.epoch)
                AND worker = \(worker.text) AND ended IS NULL
            """)
    }

    /// The epochs of live runs, locked against other writers until the transaction ends. With their organizations, since the key
    /// begins with those: without, every commit would look at all runs that live or sleep.
    package func epochs(of runs: [Organization.ID: Set<Run.ID>]) throws -> [Run.ID: Int64] {
        var epochs: [Run.ID: Int64] = [:]
        for organization in runs.keys.sorted() {
            for row in try transaction.rows(
                """
                SELECT id, epoch FROM run WHERE organization = \(organization) AND id IN (\(list: Array(runs[organization] ?? [])))
                    AND ended IS NULL\(transaction.dialect.forUpdate)
                """)
            {
                epochs[RunID(trusted: try row.text(0))] = try row.integer(1)
            }
        }
        return epochs
    }

    package func addSegments(_ segments: [(organization: Organization.ID, run: Run.ID, sequence: Int64, segment: Segment)]) throws {
        try transaction.batch(
            "INSERT INTO segment (organization, run, sequence, first, count, operations, bundles) VALUES (?, ?, ?, ?, ?, ?, ?)",
            segments.map {
                [
                    $0.organization.sqlValue, $0.run.sqlValue, $0.sequence.sqlValue, $0.segment.first.sqlValue, $0.segment.count.sqlValue,
                    $0.segment.operations.sqlValue, $0.segment.bundles.sqlValue,
                ]
            })
    }

    /// A run's new totals, and its state.
    package struct Advance: Sendable {
        package var run: Run
        package var outputs: [UInt8]?
        package var wake: Timestamp?
        /// Totals after this commit are in `run`.
        package init(run: Run, outputs: [UInt8]? = nil, wake: Timestamp? = nil) {
            self.run = run
            self.outputs = outputs
            self.wake = wake
        }
    }

    package func advance(_ advances: [Advance]) throws {
        let going = advances.filter { $0.run.state == .running }
        // Apart, since it leaves what is indexed alone.
        try transaction.batch(
            "UPDATE run SET operations = ?, credits = ?, transfer = ?, segments = ?, worked = ?, called_credits = ? WHERE organization = ? AND id = ? AND epoch = ?",
            going.map {
                [
                    $0.run.operations.sqlValue, $0.run.credits.sqlValue, $0.run.transfer.sqlValue, $0.run.segments.sqlValue,
                    $0.run.worked.sqlValue, $0.run.calledCredits.sqlValue, $0.run.organization.sqlValue, $0.run.id.sqlValue,
                    $0.run.epoch.sqlValue,
                ]
            })
        try transaction.batch(
            """
            UPDATE run SET state = ?, ended = ?, operations = ?, credits = ?, transfer = ?, segments = ?, wake = ?, outputs = ?, error_type = ?,
                error_message = ?, error_module = ?, worked = ?, called_credits = ? WHERE organization = ? AND id = ? AND epoch = ?
            """,
            advances.filter { $0.run.state != .running }.map {
                [
                    $0.run.state.rawValue.sqlValue, $0.run.ended.sqlValue, $0.run.operations.sqlValue, $0.run.credits.sqlValue,
                    $0.run.transfer.sqlValue, $0.run.segments.sqlValue, $0.wake.sqlValue, $0.outputs.sqlValue,
                    $0.run.failure?.type.sqlValue ?? .null,
                    $0.run.failure?.message.sqlValue ?? .null, $0.run.failure?.module.sqlValue ?? .null, $0.run.worked.sqlValue,
                    $0.run.calledCredits.sqlValue, $0.run.organization.sqlValue,
                    $0.run.id.sqlValue, $0.run.epoch.sqlValue,
                ]
            })
    }

    /// Shown in the history; `nil` takes the name away.
    package func name(_ run: Run, _ name: String?) throws {
        try transaction.execute("UPDATE run SET name = \(name) WHERE organization = \(run.organization) AND id = \(run.id)")
    }

    // MARK: Reading

    package func run(_ id: Run.ID, in organization: Organization.ID) throws -> Run? {
        try transaction.row("SELECT \(literal: Self.columns) FROM run WHERE organization = \(organization) AND id = \(id)").map(Self.run)
    }

    /// The trigger's bundles, encoded, and the bytes that came in with them.
    package func input(of id: Run.ID, in organization: Organization.ID) throws -> (input: [UInt8]?, transfer: Int64) {
        guard let row = try transaction.row("SELECT input, received_transfer FROM run WHERE organization = \(organization) AND id = \(id)")
        else {
            return (nil, 0)
        }
        return (try row.optionalBytes(0), try row.integer(1))
    }

    /// Bundles that aren't to be kept go with the run's end; what it did and cost stays.
    package func drop(_ dropped: Run.Dropped, of run: Run) throws {
        guard dropped != .nothing else { return }
        let (id, organization) = (run.id, run.organization)
        try transaction.execute("UPDATE segment SET bundles = NULL WHERE organization = \(organization) AND run = \(id)")
        let start: SQL = dropped == .all ? "input = NULL, options = \(run.options.withoutPayload.text)," : ""
        try transaction.execute(
            "UPDATE run SET \(start) outputs = NULL, dropped = \(dropped.rawValue) WHERE organization = \(organization) AND id = \(id)")
    }

    package func outputs(of id: Run.ID, in organization: Organization.ID) throws -> Value? {
        guard
            let bytes = try transaction.row("SELECT outputs FROM run WHERE organization = \(organization) AND id = \(id)")?.optionalBytes(0)
        else { return nil }
        var position = 0
        return try ValueCodec.decode(bytes, at: &position)
    }

    /// Segments from `sequence` on; with their bundles or only the index.
    package func segments(of id: Run.ID, in organization: Organization.ID, from sequence: Int64, limit: Int, bundles: Bool) throws
        -> [Segment]
    {
        let column = bundles ? "bundles" : "NULL"
        return try transaction.rows(
            """
            SELECT first, count, operations, \(literal: column) FROM segment
            WHERE organization = \(organization) AND run = \(id) AND sequence >= \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ).map {
            Segment(
                first: try $0.integer(0), count: Int(try $0.integer(1)), operations: try $0.bytes(2), bundles: try $0.optionalBytes(3) ?? []
            )
        }
    }

    /// Segments that hold operations `range` of a run, with bundles.
    package func segments(of id: Run.ID, in organization: Organization.ID, holding range: Range<Int64>) throws -> [Segment] {
        try transaction.rows(
            """
            SELECT first, count, operations, bundles FROM segment WHERE organization = \(organization) AND run = \(id)
                AND first < \(range.upperBound) AND first + count > \(range.lowerBound) ORDER BY sequence
            """
        ).map {
            Segment(
                first: try $0.integer(0), count: Int(try $0.integer(1)), operations: try $0.bytes(2), bundles: try $0.optionalBytes(3) ?? []
            )
        }
    }

    static let columns = """
        id, organization, team, scenario, version, state, origin, author, options, started, ended, operations, credits, transfer, segments, epoch,
        error_type, error_message, error_module, root, name, worked, called_credits, dropped
        """

    static func run(_ row: Row) throws -> Run {
        let failure = try row.optionalText(16).map {
            RunFailure(type: $0, message: try row.optionalText(17) ?? "", module: try row.optionalInteger(18))
        }
        var run = Run(
            id: RunID(trusted: try row.text(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)),
            scenario: .init(try row.integer(3)), version: try row.integer(4), state: RunState(rawValue: try row.integer(5)) ?? .error,
            origin: ChargeOrigin(rawValue: try row.integer(6)) ?? .onDemand, author: try row.optionalInteger(7).map(User.ID.init(_:)),
            options: RunOptions(text: try row.optionalText(8)), started: try row.timestamp(9), ended: try row.optionalTimestamp(10),
            operations: try row.integer(11), credits: try row.credits(12), transfer: try row.integer(13), segments: try row.integer(14),
            epoch: try row.integer(15), failure: failure)
        run.root = try row.optionalText(19).map(RunID.init(trusted:))
        run.name = try row.optionalText(20)
        run.worked = try row.integer(21)
        run.calledCredits = try row.credits(22)
        run.dropped = Run.Dropped(rawValue: try row.integer(23)) ?? .nothing
        return run
    }
}

extension RunStore {
    /// Lets paused runs go on, the oldest first, those after a run where one is given. Answers which, in the order of their ids.
    package func resume(_ states: [RunState], of organization: Organization.ID, after run: Run.ID? = nil, limit: Int, at now: Timestamp)
        throws -> [Run.ID]
    {
        let later: SQL = run.map { " AND id > \($0)" } ?? ""
        let ids = try transaction.rows(
            """
            SELECT id FROM run WHERE organization = \(organization) AND ended IS NULL AND state IN (\(list: states.map(\.rawValue)))\(later)
            ORDER BY id LIMIT \(limit)\(transaction.dialect.skipLocked)
            """
        ).map { RunID(trusted: try $0.text(0)) }
        guard !ids.isEmpty else { return [] }
        try transaction.execute(
            """
            UPDATE run SET state = \(RunState.sleeping.rawValue), wake = \(now) WHERE organization = \(organization) AND id IN (\(list: ids))
                AND ended IS NULL AND state IN (\(list: states.map(\.rawValue)))
            """)
        return ids
    }

    /// The organizations with paused runs, and why those wait.
    package func paused() throws -> [Organization.ID: Set<RunState>] {
        var paused: [Organization.ID: Set<RunState>] = [:]
        for row in try transaction.rows(
            "SELECT DISTINCT organization, state FROM run WHERE ended IS NULL AND state IN (\(list: RunState.paused.map(\.rawValue)))")
        { if let state = RunState(rawValue: try row.integer(1)) { paused[.init(try row.integer(0)), default: []].insert(state) } }
        return paused
    }

    /// What the runs of one chain have cost, the first included.
    package func credits(ofChain root: Run.ID, in organization: Organization.ID) throws -> Credits {
        try transaction.row(
            "SELECT COALESCE(SUM(credits), 0) FROM run WHERE organization = \(organization) AND (root = \(root) OR id = \(root))"
        )?.credits(0) ?? .zero
    }

    /// Runs that have not ended, of every organization.
    package func liveCount() throws -> Int64 { try transaction.row("SELECT COUNT(*) FROM run WHERE ended IS NULL")?.integer(0) ?? 0 }
}
