import Engine
import Ledger
import Stores
import Values

/// Lots and entries as a command prints them. Credits are text in JSON, as an amount may have two decimals.
enum CreditsText {
    static func balance(_ lots: [Lot], at: Timestamp, json: Bool) -> CommandOutput {
        let (left, debt) = (lots.available(at: Instant(at)), lots.map(\.debt).sum())
        guard !json else {
            return CommandOutput([
                "at": .string(at.iso8601), "credits": left.map { .string("\($0 - debt)") } ?? .null, "debt": .string("\(debt)"),
                "lots": .array(lots.map(record)),
            ])
        }
        let sum = left.map { "\(($0 - debt).grouped) credits are left" } ?? "There is no limit"
        return CommandOutput((["\(sum) at \(at.iso8601)."] + lots.map(line)).joined(separator: "\n"))
    }

    static func lot(_ lot: Lot, _ sentence: String, json: Bool) -> CommandOutput {
        json ? CommandOutput(record(lot)) : CommandOutput(sentence)
    }

    static func statement(_ page: StatementStore.Page, json: Bool) -> CommandOutput {
        guard !json else { return CommandOutput(.array(page.entries.map(record))) }
        return CommandOutput(
            page.entries.map { entry in
                let what = entry.run.map { "run \($0)" } ?? entry.note ?? ""
                return
                    "\(entry.at.iso8601)\t\(entry.kind.rawValue)\t\(entry.credits)\t\(entry.balance?.description ?? "no limit")\tlot \(entry.lot)\t\(what)"
            }.joined(separator: "\n"))
    }

    private static func line(_ lot: Lot) -> String {
        let left = lot.remaining.map { "\($0) of \(lot.granted ?? .zero)" } ?? "no limit"
        return "lot \(lot.id)\t\(lot.kind.word)\t\(left)\t\(lot.expires.map { "until \(Timestamp($0).iso8601)" } ?? "for ever")"
    }

    private static func record(_ lot: Lot) -> JSON {
        [
            "lotId": .number("\(lot.id)"), "kind": .string(lot.kind.word), "granted": text(lot.granted), "used": text(lot.used),
            "adjusted": text(lot.adjusted), "remaining": text(lot.remaining), "effective": .string(Timestamp(lot.effective).iso8601),
            "expires": lot.expires.map { .string(Timestamp($0).iso8601) } ?? .null,
        ]
    }

    private static func record(_ entry: StatementEntry) -> JSON {
        [
            "id": .string(entry.id), "at": .string(entry.at.iso8601), "kind": .string(entry.kind.rawValue), "credits": text(entry.credits),
            "balance": text(entry.balance), "lotId": .number("\(entry.lot)"), "runId": entry.run.map { .string($0.rawValue) } ?? .null,
            "runs": .number("\(entry.runs)"), "note": entry.note.map(JSON.string) ?? .null,
        ]
    }

    private static func text(_ credits: Credits?) -> JSON { credits.map { .string("\($0)") } ?? .null }
}
