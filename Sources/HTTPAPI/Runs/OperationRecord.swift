import Automation
import Ledger
import Values

/// An operation with what it was given, what it gave, and the rule that priced it.
enum OperationRecord {
    static func record(_ entry: JournalEntry, index: Int64, module: String?, rates: RateCards) -> Record {
        [
            "index": index, "moduleId": entry.moduleId, "module": module ?? "", "path": entry.path, "kind": String(describing: entry.kind),
            "startedAt": entry.startedAt, "duration": entry.endedAt.milliseconds - entry.startedAt.milliseconds,
            "operations": entry.operations, "centicredits": entry.credits, "transfer": entry.transfer, "status": Int(entry.status.rawValue),
            "repeated": entry.repeated, "rule": rule(entry, rates), "input": entry.input, "output": entry.output,
            "error": entry.failure.map { ["type": $0.type, "message": $0.message] as Record },
        ]
    }

    private static func rule(_ entry: JournalEntry, _ rates: RateCards) -> Record {
        let rule = rates.card(RateCard.ID(rawValue: entry.card))?.rule(RateRule.ID(rawValue: entry.rule))
        return ["id": entry.rule, "text": rule?.text ?? entry.rule, "card": entry.card]
    }
}
