import Engine
import Ledger
import Stores
import Values

/// A lot as a reader sees it at an instant.
enum LotRecord {
    enum State: String { case active, lapsed, used, future }

    static func record(_ lot: Lot, note: String?, at now: Timestamp) -> Record {
        [
            "id": lot.id.rawValue, "kind": lot.kind.word, "granted": lot.granted, "used": lot.used, "adjusted": lot.adjusted,
            "remaining": remaining(lot, now), "effective": Timestamp(lot.effective), "expires": lot.expires.map { Timestamp($0) },
            "created": Timestamp(lot.created), "note": note, "state": state(of: lot, at: now).rawValue,
        ]
    }

    static func state(of lot: Lot, at now: Timestamp) -> State {
        guard lot.effective <= Instant(now) else { return .future }
        guard lot.isValid(at: Instant(now)) else { return .lapsed }
        guard lot.remaining == .zero else { return .active }
        // What was taken back was not used.
        return lot.adjusted < .zero ? .lapsed : .used
    }

    /// What can be spent of it; nothing, once it has lapsed.
    private static func remaining(_ lot: Lot, _ now: Timestamp) -> Credits? {
        state(of: lot, at: now) == .lapsed ? .zero : lot.remaining
    }

    /// Those that hold first, then those to come, then the lapsed ones; each the newest first.
    static func records(_ lots: [Lot], notes: [Lot.ID: String], at now: Timestamp) -> [Record] {
        let ranks: [State: Int] = [.active: 0, .used: 0, .future: 1, .lapsed: 2]
        func rank(_ lot: Lot) -> Int { ranks[state(of: lot, at: now)] ?? 0 }
        let sorted = lots.sorted { (rank($0), $1.effective, $1.id) < (rank($1), $0.effective, $0.id) }
        return sorted.prefix(Limits.entries).map { record($0, note: notes[$0.id], at: now) }
    }
}
