import Automation
import Ledger
import StorageCore
import Stores
import Values

/// What each module of a run did and cost: from the charge lines of a run that has ended, from the journal of one that lives.
enum RunModules {
    struct Totals {
        var usage = Usage()
        var duration: Int64 = 0
    }

    static func records(of run: Run, names: [Int: String], _ transaction: any Transaction) throws -> [Record] {
        try totals(of: run, transaction).sorted { $0.key < $1.key }.map { id, totals in
            [
                "moduleId": id, "module": names[Int(id)] ?? "", "operations": totals.usage.operations, "centicredits": totals.usage.credits,
                "transfer": totals.usage.transfer, "errors": totals.usage.errors, "warnings": totals.usage.warnings, "tokens": 0,
                "duration": totals.duration,
            ]
        }
    }

    static func totals(of run: Run, _ transaction: any Transaction) throws -> [Int64: Totals] {
        guard run.ended == nil else {
            return try LedgerStore(transaction).lines(of: run.id, in: run.organization).reduce(into: [:]) { totals, line in
                totals[line.moduleId, default: Totals()].usage += line.usage
                totals[line.moduleId]?.duration += line.duration
            }
        }
        return try fromJournal(of: run, transaction)
    }

    static func fromJournal(of run: Run, _ transaction: any Transaction) throws -> [Int64: Totals] {
        var totals: [Int64: Totals] = [:]
        try RunJournal(run: run, transaction: transaction).forEach { _, entry in
            let used = Usage(
                operations: entry.operations, credits: entry.credits, transfer: entry.transfer, errors: entry.status == .error ? 1 : 0,
                warnings: entry.status == .warning ? 1 : 0)
            totals[Int64(entry.moduleId), default: Totals()].usage += used
            totals[Int64(entry.moduleId)]?.duration += entry.endedAt.milliseconds - entry.startedAt.milliseconds
        }
        return totals
    }
}
