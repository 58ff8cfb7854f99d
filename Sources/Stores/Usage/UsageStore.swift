package import Ledger
package import StorageCore
package import Values

/// Where usage belongs: every dimension that a view may ask for.
package struct UsageKey: Hashable, Sendable {
    package var organization: Organization.ID
    /// The day in the organization's zone, `2026-11-22`, and the start of the billing period, both of the operation's instant.
    package var day: String
    package var period: Timestamp
    /// The quarter of an hour since 1970 of the operation's instant.
    package var quarter: Int64
    package var scenario: Scenario.ID
    package var team: Team.ID
    package var moduleId: Int64
    package var module: String
    package var kind: ChargeKind
    package var origin: ChargeOrigin

    package init(
        organization: Organization.ID, day: String, period: Timestamp, quarter: Int64, scenario: Scenario.ID, team: Team.ID,
        moduleId: Int64,
        module: String, kind: ChargeKind, origin: ChargeOrigin
    ) {
        self.organization = organization
        self.day = day
        self.period = period
        self.quarter = quarter
        self.scenario = scenario
        self.team = team
        self.moduleId = moduleId
        self.module = module
        self.kind = kind
        self.origin = origin
    }
}

package struct Usage: Hashable, Sendable {
    package var operations: Int64 = 0
    package var credits = Credits.zero
    package var transfer: Int64 = 0
    package var errors: Int64 = 0
    package var warnings: Int64 = 0

    package init() {}

    package init(operations: Int64, credits: Credits, transfer: Int64, errors: Int64 = 0, warnings: Int64 = 0) {
        self.operations = operations
        self.credits = credits
        self.transfer = transfer
        self.errors = errors
        self.warnings = warnings
    }

    package static func += (left: inout Usage, right: Usage) {
        left.operations += right.operations
        left.credits += right.credits
        left.transfer += right.transfer
        left.errors += right.errors
        left.warnings += right.warnings
    }
}

/// A run that ended, for the counters of runs.
package struct RunCount: Hashable, Sendable {
    package var organization: Organization.ID
    package var day: String
    package var period: Timestamp
    package var scenario: Scenario.ID
    package var team: Team.ID
    package var origin: ChargeOrigin

    package init(organization: Organization.ID, day: String, period: Timestamp, scenario: Scenario.ID, team: Team.ID, origin: ChargeOrigin)
    {
        self.organization = organization
        self.day = day
        self.period = period
        self.scenario = scenario
        self.team = team
        self.origin = origin
    }
}

/// The roll-ups: written in the transaction that charges, read by every view.
package struct UsageStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds what a commit charged; one write per row of each roll-up, however many operations there were.
    package func add(_ usage: [UsageKey: Usage]) throws {
        var days: [[SQLValue]: Usage] = [:]
        var periods: [[SQLValue]: Usage] = [:]
        var quarters: [[SQLValue]: Usage] = [:]
        for (key, used) in usage {
            let rest: [SQLValue] = [
                key.scenario.sqlValue, key.moduleId.sqlValue, key.module.sqlValue, key.kind.rawValue.sqlValue, key.origin.rawValue.sqlValue,
                key.team.sqlValue,
            ]
            days[[key.organization.sqlValue, key.day.sqlValue] + rest, default: Usage()] += used
            periods[[key.organization.sqlValue, key.period.sqlValue] + rest, default: Usage()] += used
            quarters[[key.organization.sqlValue, key.quarter.sqlValue, key.scenario.sqlValue], default: Usage()] += used
        }
        try transaction.batch(Self.upsert("day"), Self.parameters(days))
        try transaction.batch(Self.upsert("period"), Self.parameters(periods))
        try transaction.batch(
            """
            INSERT INTO usage_quarter (organization, quarter, scenario, operations, credits, transfer) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (organization, quarter, scenario) DO UPDATE SET operations = usage_quarter.operations + excluded.operations,
                credits = usage_quarter.credits + excluded.credits, transfer = usage_quarter.transfer + excluded.transfer
            """,
            quarters.map { $0.key + [$0.value.operations.sqlValue, $0.value.credits.sqlValue, $0.value.transfer.sqlValue] })
    }

    /// Counts runs that ended, by the instant at which they ended; duration in milliseconds.
    package func count(_ runs: [RunCount: (runs: Int64, errors: Int64, duration: Int64)]) throws {
        for slot in ["day", "period"] {
            var sums: [[SQLValue]: (runs: Int64, errors: Int64, duration: Int64)] = [:]
            for (key, counted) in runs {
                let parameters: [SQLValue] = [
                    key.organization.sqlValue, slot == "day" ? key.day.sqlValue : key.period.sqlValue, key.scenario.sqlValue,
                    key.origin.rawValue.sqlValue, key.team.sqlValue,
                ]
                let before = sums[parameters] ?? (0, 0, 0)
                sums[parameters] = (before.runs + counted.runs, before.errors + counted.errors, before.duration + counted.duration)
            }
            try transaction.batch(
                """
                INSERT INTO runs_\(slot) (organization, \(slot), scenario, origin, team, runs, errors, duration) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (organization, \(slot), scenario, origin, team) DO UPDATE SET runs = runs_\(slot).runs + excluded.runs,
                    errors = runs_\(slot).errors + excluded.errors, duration = runs_\(slot).duration + excluded.duration
                """, sums.map { $0.key + [$0.value.runs.sqlValue, $0.value.errors.sqlValue, $0.value.duration.sqlValue] })
        }
    }

    private static func upsert(_ slot: String) -> String {
        """
        INSERT INTO usage_\(slot) (organization, \(slot), scenario, module_id, module, kind, origin, team, operations, credits, transfer, errors, warnings)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (organization, \(slot), scenario, module_id, module, kind, origin, team) DO UPDATE SET
            operations = usage_\(slot).operations + excluded.operations, credits = usage_\(slot).credits + excluded.credits,
            transfer = usage_\(slot).transfer + excluded.transfer, errors = usage_\(slot).errors + excluded.errors,
            warnings = usage_\(slot).warnings + excluded.warnings
        """
    }

    private static func parameters(_ sums: [[SQLValue]: Usage]) -> [[SQLValue]] {
        // In the order of the key, so that two writers on PostgreSQL take the rows' locks in the same order.
        sums.map {
            $0.key + [
                $0.value.operations.sqlValue, $0.value.credits.sqlValue, $0.value.transfer.sqlValue, $0.value.errors.sqlValue,
                $0.value.warnings.sqlValue,
            ]
        }
    }
}
