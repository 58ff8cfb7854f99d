package import Ledger
package import StorageCore
package import Values

/// Reads the books line by line, for the audit; and keeps what it found.
package struct AuditStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Runs after `id`, in the order of their ids.
    package func runs(of organization: Organization.ID, after id: Run.ID?, limit: Int) throws -> [Run] {
        try transaction.rows(
            "SELECT \(literal: RunStore.columns) FROM run WHERE organization = \(organization) AND id > \(id?.rawValue ?? "") ORDER BY id LIMIT \(limit)"
        ).map(RunStore.run)
    }

    package struct LotSum: Hashable, Sendable {
        package var lot: Lot.ID
        package var credits: Credits
    }

    /// What was posted to each lot.
    package func postingsPerLot(of organization: Organization.ID) throws -> [Lot.ID: Credits] {
        var sums: [Lot.ID: Credits] = [:]
        for row in try transaction.rows(
            """
            SELECT lot, SUM(credits) FROM posting WHERE organization = \(organization) GROUP BY lot
            UNION ALL SELECT lot, SUM(credits) FROM posting_day WHERE organization = \(organization) GROUP BY lot
            """)
        { sums[Lot.ID(rawValue: try row.integer(0)), default: .zero] += try row.credits(1) }
        return sums
    }

    /// What was posted for runs that are gone.
    package func postedForRunsThatAreGone(of organization: Organization.ID) throws -> Credits {
        try transaction.row("SELECT COALESCE(SUM(credits), 0) FROM posting_day WHERE organization = \(organization)")?.credits(0) ?? .zero
    }

    /// The sum of each lot's compensating entries.
    package func entriesPerLot(of organization: Organization.ID) throws -> [Lot.ID: Credits] {
        var sums: [Lot.ID: Credits] = [:]
        for row in try transaction.rows("SELECT lot, SUM(credits) FROM lot_entry WHERE organization = \(organization) GROUP BY lot") {
            sums[Lot.ID(rawValue: try row.integer(0))] = try row.credits(1)
        }
        return sums
    }

    /// Granted purchases that have no lot of their amount, and lots that two purchases claim.
    package func purchasesWithoutTheirLot(of organization: Organization.ID) throws -> [Int64] {
        try transaction.rows(
            """
            SELECT p.id FROM purchase p LEFT JOIN lot l ON l.organization = p.organization AND l.id = p.lot
            WHERE p.organization = \(organization) AND (
                p.state = \(Purchase.State.granted.rawValue) AND (l.id IS NULL OR l.granted <> p.credits)
                OR p.state <> \(Purchase.State.granted.rawValue) AND p.lot IS NOT NULL
                OR EXISTS (SELECT 1 FROM purchase q WHERE q.organization = p.organization AND q.lot = p.lot AND q.id <> p.id)) ORDER BY p.id
            """
        ).map { try $0.integer(0) }
    }

    /// Usage of all time by everything but time, from a roll-up.
    package func allTime(_ slot: String, of organization: Organization.ID) throws -> [String: Usage] {
        var sums: [String: Usage] = [:]
        for row in try transaction.rows(
            """
            SELECT scenario, module_id, module, kind, origin, team, SUM(operations), SUM(credits), SUM(transfer), SUM(errors), SUM(warnings)
            FROM usage_\(literal: slot) WHERE organization = \(organization) GROUP BY scenario, module_id, module, kind, origin, team
            """)
        {
            let key = try (0..<6).map { try Self.text(row[$0]) }.joined(separator: " ")
            sums[key] = Usage(
                operations: try row.integer(6), credits: try row.credits(7), transfer: try row.integer(8), errors: try row.integer(9),
                warnings: try row.integer(10))
        }
        return sums
    }

    /// What was posted for each of some runs.
    package func postings(of runs: [Run.ID], in organization: Organization.ID) throws -> [Run.ID: Credits] {
        var sums: [Run.ID: Credits] = [:]
        for row in try transaction.rows(
            "SELECT run, SUM(credits) FROM posting WHERE organization = \(organization) AND run IN (\(list: runs)) GROUP BY run")
        { sums[RunID(trusted: try row.text(0))] = try row.credits(1) }
        return sums
    }

    /// Every row of a roll-up, by its slot: a day as text, a period as the text of its start.
    package func rollUp(_ slot: String, of organization: Organization.ID) throws -> [RollUpKey: Usage] {
        var rows: [RollUpKey: Usage] = [:]
        for row in try transaction.rows(
            """
            SELECT \(literal: slot), scenario, module_id, module, kind, origin, team, operations, credits, transfer, errors, warnings
            FROM usage_\(literal: slot) WHERE organization = \(organization)
            """)
        {
            let key = RollUpKey(
                slot: try Self.text(row[0]), scenario: .init(try row.integer(1)), moduleId: try row.integer(2), module: try row.text(3),
                kind: try row.integer(4), origin: try row.integer(5), team: .init(try row.integer(6)))
            rows[key] = Usage(
                operations: try row.integer(7), credits: try row.credits(8), transfer: try row.integer(9), errors: try row.integer(10),
                warnings: try row.integer(11))
        }
        return rows
    }

    package struct RollUpKey: Hashable, Sendable, CustomStringConvertible {
        package var slot: String
        package var scenario: Scenario.ID
        package var moduleId: Int64
        package var module: String
        package var kind: Int64
        package var origin: Int64
        package var team: Team.ID

        package init(slot: String, scenario: Scenario.ID, moduleId: Int64, module: String, kind: Int64, origin: Int64, team: Team.ID) {
            self.slot = slot
            self.scenario = scenario
            self.moduleId = moduleId
            self.module = module
            self.kind = kind
            self.origin = origin
            self.team = team
        }

        package var description: String { "\(slot), scenario \(scenario), module \(moduleId) (\(module))" }
    }

    /// Credits per quarter of an hour and scenario.
    package func quarters(of organization: Organization.ID) throws -> [String: Credits] {
        var sums: [String: Credits] = [:]
        for row in try transaction.rows("SELECT quarter, scenario, credits FROM usage_quarter WHERE organization = \(organization)") {
            sums["\(try row.integer(0))/\(try row.integer(1))"] = try row.credits(2)
        }
        return sums
    }

    /// Runs counted per day and scenario, and per period and scenario.
    package func runCounts(_ slot: String, of organization: Organization.ID) throws -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for row in try transaction.rows(
            "SELECT \(literal: slot), scenario, SUM(runs) FROM runs_\(literal: slot) WHERE organization = \(organization) GROUP BY \(literal: slot), scenario"
        ) { counts["\(try Self.text(row[0]))/\(try row.integer(1))"] = try row.integer(2) }
        return counts
    }

    // MARK: Seals

    package struct Seal: Hashable, Sendable {
        package var day: String
        package var content: String
        package var previous: String
        package var hash: String

        package init(day: String, content: String, previous: String, hash: String) {
            self.day = day
            self.content = content
            self.previous = previous
            self.hash = hash
        }
    }

    package func seals(of organization: Organization.ID) throws -> [Seal] {
        try transaction.rows("SELECT day, content, previous, hash FROM seal WHERE organization = \(organization) ORDER BY day").map {
            Seal(day: try $0.text(0), content: try $0.text(1), previous: try $0.text(2), hash: try $0.text(3))
        }
    }

    package func add(_ seal: Seal, of organization: Organization.ID, at now: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO seal (organization, day, content, previous, hash, sealed)
            VALUES (\(organization), \(seal.day), \(seal.content), \(seal.previous), \(seal.hash), \(now))
            """)
    }

    /// Days before `day` that have usage, and no seal yet.
    package func unsealedDays(of organization: Organization.ID, before day: String) throws -> [String] {
        try transaction.rows(
            """
            SELECT DISTINCT day FROM usage_day WHERE organization = \(organization) AND day < \(day)
                AND day > COALESCE((SELECT MAX(day) FROM seal WHERE organization = \(organization)), '') ORDER BY day
            """
        ).map { try $0.text(0) }
    }

    /// True while a run that began before `instant` lives: the days since its start can't be sealed.
    package func hasLiveRun(of organization: Organization.ID, before instant: Timestamp) throws -> Bool {
        try transaction.row(
            "SELECT 1 FROM run WHERE organization = \(organization) AND ended IS NULL AND id < \(RunID.first(at: instant.milliseconds)) LIMIT 1"
        ) != nil
    }

    /// A day's sums: one line per team, scenario, module, kind, origin; per rule; per lot; the runs. What a seal holds.
    /// - Parameters:
    ///   - span: the day's first instant, and the first after it.
    ///   - withRules: false where the day's runs are gone, and with them which rule priced what.
    package func sums(of organization: Organization.ID, day: String, span: Range<Int64>, withRules: Bool = true) throws -> [String] {
        let usage = try transaction.rows(
            """
            SELECT team, scenario, module_id, module, kind, origin, operations, credits, transfer FROM usage_day
            WHERE organization = \(organization) AND day = \(day) ORDER BY team, scenario, module_id, module, kind, origin
            """
        ).map { row in try (0..<9).map { try Self.text(row[$0]) }.joined(separator: " ") }
        let rules =
            !withRules
            ? []
            : try transaction.rows(
                """
                SELECT rule, card, SUM(operations), SUM(credits) FROM charge_line WHERE organization = \(organization) AND day = \(day)
                GROUP BY rule, card ORDER BY rule, card
                """
            ).map { row in try "rule " + (0..<4).map { try Self.text(row[$0]) }.joined(separator: " ") }
        let runs = try transaction.rows(
            "SELECT SUM(runs), SUM(errors) FROM runs_day WHERE organization = \(organization) AND day = \(day)"
        ).map { row in try "runs " + (0..<2).map { try Self.text(row[$0]) }.joined(separator: " ") }
        return try usage + rules + lots(of: organization, day: day, span: span) + runs
    }

    private func lots(of organization: Organization.ID, day: String, span: Range<Int64>) throws -> [String] {
        try transaction.rows(
            """
            SELECT lot, SUM(credits) FROM (
                SELECT lot, credits FROM posting WHERE organization = \(organization) AND posted >= \(span.lowerBound) AND posted < \(span.upperBound)
                UNION ALL SELECT lot, credits FROM posting_day WHERE organization = \(organization) AND day = \(day)) AS posted
            GROUP BY lot ORDER BY lot
            """
        ).map { row in try "lot " + (0..<2).map { try Self.text(row[$0]) }.joined(separator: " ") }
    }

    /// The date of the last proof, shown on the pages.
    package func noteAudit(of organization: Organization.ID, passed: Bool, report: String, at now: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO audit (organization, passed, finished, report) VALUES (\(organization), \(passed), \(now), \(report))
            ON CONFLICT (organization) DO UPDATE SET passed = excluded.passed, finished = excluded.finished, report = excluded.report
            """)
    }

    package func lastAudit(of organization: Organization.ID) throws -> (passed: Bool, finished: Timestamp)? {
        try transaction.row("SELECT passed, finished FROM audit WHERE organization = \(organization)").map {
            (try $0.flag(0), try $0.timestamp(1))
        }
    }

    private static func text(_ value: SQLValue) throws -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .null: "-"
        case .bytes: throw StorageError.failed("bytes are no key of a roll-up")
        }
    }
}
