import Foundation
import Ledger
import TestSupport
import Testing

/// `FLOWMETER_SEED` repeats a history, `FLOWMETER_HISTORIES` says how many are lived through.
struct HistoryTests {
    /// The histories are divided, so that every core takes its part.
    private static let parts: UInt64 = 8
    private static let count = setting("FLOWMETER_HISTORIES") ?? 10_000
    private static let first = setting("FLOWMETER_SEED") ?? UInt64.random(in: 0...1_000_000_000)
    private static let calendar = BillingCalendar(anchor: History.start, zone: .utc)

    @Test(arguments: 0..<parts)
    func `whatever happens, and however it is heard of, every figure of the balance is the same`(_ part: UInt64) {
        let seeds = stride(from: Self.first + part, to: Self.first + Self.count, by: Int(Self.parts))
        print("histories: FLOWMETER_SEED=\(Self.first) FLOWMETER_HISTORIES=\(Self.count), part \(part)")
        for seed in seeds {
            let problems = Self.problems(seed)
            #expect(problems.isEmpty, "FLOWMETER_SEED=\(seed) FLOWMETER_HISTORIES=1: \(problems.prefix(3).joined(separator: "; "))")
        }
    }

    private static func problems(_ seed: UInt64) -> [String] {
        var (generator, problems) = (Seeded(seed), [String]())
        let history = History(using: &generator)
        var (late, known) = (book(), [EventKey: BookEvent]())
        for event in history.deliveries(using: &generator) {
            let before = late.balance
            let isNew = known.updateValue(event, forKey: event.key) == nil
            let receipt = late.add(event)
            if receipt != (isNew ? .accepted : .duplicate) { problems.append("\(event.key) was \(receipt)") }
            guard isNew else {
                if late.balance != before { problems.append("\(event.key) counted twice") }
                continue
            }
            problems += unequal(late)
            let inOrder = replayed(history.events.filter { known[$0.key] != nil })
            if inOrder.balance != late.balance { problems.append("after \(event.key) the balance is not that of the events in order") }
            if inOrder.entries != late.entries { problems.append("after \(event.key) the entries are not those of the events in order") }
        }
        let instant = History.start + .random(in: 0...(60 * Instant.millisecondsPerDay), using: &generator)
        let past = late.asOf(instant)
        var then = replayed(history.events.filter { $0.at < instant || $0.at == instant && $0.isOfTheBeginning })
        then = then.asOf(instant)
        if past.balance.total != then.balance.total { problems.append("the balance at \(instant) knows what came later") }
        return problems
    }

    private static func book() -> LotBook { LotBook(order: History.order, opened: History.start, checkpointEvery: 3) }

    private static func replayed(_ events: [BookEvent]) -> LotBook {
        var book = book()
        for event in events { _ = book.add(event) }
        return book
    }

    /// What should be equal and isn't, each figure reckoned from another source.
    private static func unequal(_ book: LotBook) -> [String] {
        let balance = book.balance
        var problems: [String] = []
        func hold(_ left: Credits?, _ right: Credits, _ what: String) {
            if left != right { problems.append("\(what): \(left.map(\.description) ?? "no limit"), \(right)") }
        }
        var sums: [Lot.ID?: Credits] = [:]
        for entry in book.entries { sums[entry.lot, default: .zero] += entry.credits }
        hold(balance.total, sums.values.sum(), "balance, sum of entries")
        hold(-balance.debt, sums[nil] ?? .zero, "debt, its entries")
        for lot in balance.lots {
            hold(balance.remaining(of: lot.id), sums[lot.id] ?? .zero, "lot \(lot.id), its entries")
            let raw = (lot.granted ?? .zero) + lot.adjusted - lot.used
            if raw < .zero || raw > lot.granted ?? .zero { problems.append("lot \(lot.id) of \(lot.granted ?? .zero) has \(raw)") }
        }
        hold(balance.total, balance.lots.compactMap { balance.remaining(of: $0.id) }.sum() - balance.debt, "balance, lots less debt")
        if balance.debt > .zero { hold(balance.available, .zero, "available in debt") }
        let charged = -book.entries.filter { $0.kind == .charge }.map(\.credits).sum()
        hold(book.charged(byDayOf: .utc).values.sum(), charged, "charges by day")
        hold(book.charged(byPeriodOf: calendar).values.sum(), charged, "charges by period")
        hold(balance.usedInPeriod, book.charged(from: book.lastReset, to: .init(milliseconds: .max)), "use since the last reset")
        return problems
    }

    private static func setting(_ name: String) -> UInt64? { ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) }
}

extension LotBook {
    fileprivate var lastReset: Instant {
        events.last { if case .reset = $0.kind { true } else { false } }?.at ?? opened
    }
}

extension BookEvent {
    /// Time and resets come before charges at one instant.
    fileprivate var isOfTheBeginning: Bool {
        switch kind {
        case .grant, .void, .reset: true
        case .charge, .refund: false
        }
    }
}
