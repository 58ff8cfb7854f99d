import Ledger
import TestSupport

/// What happened to one organization's balance in two months, by chance: lots of all kinds, charges, refunds, voids, resets, purchases.
/// Instants lie on a coarse grid, so that many things happen at the same one.
struct History {
    static let start = Instant(milliseconds: 1_790_000_000_000 / step * step)
    static let order = BurnOrder.standard
    private static let step: Int64 = 8 * 3_600_000
    private static let steps: Int64 = 180

    /// In the order in which they happened.
    private(set) var events: [BookEvent] = []
    private var charges: [EventKey] = []
    private var lots: [Lot.ID] = []
    private var live = LotBook(order: order, opened: start, checkpointEvery: 4)
    private var purchasing = AutoPurchase(threshold: Credits(centicredits: 50), unit: Credits(centicredits: 300))
    private var bought: Credits = .zero

    init(using generator: inout Seeded) {
        let instants = (0..<Int.random(in: 3...12, using: &generator)).map { _ in Int64.random(in: 0..<Self.steps, using: &generator) }
        for instant in instants.sorted() { happen(at: Self.start + instant * Self.step, using: &generator) }
    }

    private mutating func happen(at instant: Instant, using generator: inout Seeded) {
        let key = EventKey("\(events.count)")
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<5: add(BookEvent(key, granting: lot(at: instant, using: &generator)))
        case 5..<13:
            charges.append(key)
            add(BookEvent(key, at: instant, .charge(Credits(centicredits: .random(in: 0...500, using: &generator)))))
        case 13..<15:
            let charge = charges.randomElement(using: &generator) ?? key
            add(BookEvent(key, at: instant, .refund(of: charge, Credits(centicredits: .random(in: 0...600, using: &generator)))))
        case 15..<17: add(BookEvent(key, at: instant, .reset(preservingDebt: Bool.random(using: &generator))))
        case 17: if let lot = lots.randomElement(using: &generator) { add(BookEvent(key, at: instant, .void(lot))) }
        default: buy(key, at: instant)
        }
    }

    private mutating func buy(_ key: EventKey, at instant: Instant) {
        let balance = live.asOf(instant).balance.total
        guard case .buy(let credits) = purchasing.decide(balance: balance, bought: bought, limit: Credits(9)) else { return }
        bought += credits
        add(BookEvent(key, granting: Lot(id: next(), kind: .extra, granted: credits, effective: instant)))
    }

    private mutating func add(_ event: BookEvent) {
        events.append(event)
        _ = live.add(event)
    }

    private mutating func next() -> Lot.ID {
        lots.append(Lot.ID(rawValue: Int64(lots.count)))
        return lots[lots.count - 1]
    }

    private mutating func lot(at instant: Instant, using generator: inout Seeded) -> Lot {
        let granted = Credits(centicredits: .random(in: 0...1_000, using: &generator))
        let left = Credits(centicredits: .random(in: 0...granted.centicredits, using: &generator))
        let intervals = [CalendarInterval(days: 5), CalendarInterval(days: 14), CalendarInterval(months: 1)].compactMap(\.self)
        let anchor = Self.start + .random(in: -Self.steps...Self.steps, using: &generator) * Self.step
        let interval = Int.random(in: 0..<4, using: &generator) == 0 ? intervals.randomElement(using: &generator) : nil
        let rollovers: [Lot.Rollover] = [
            .everything, .nothing, Lot.Rollover(maximum: left), Lot.Rollover(minimum: left, maximum: granted),
        ]
        return Lot(
            id: next(), kind: Lot.Kind.allCases.randomElement(using: &generator) ?? .plan, granted: granted, effective: instant,
            expires: Bool.random(using: &generator) ? instant + .random(in: 0...60, using: &generator) * Self.step : nil,
            recurrence: interval.map { Recurrence(every: $0, anchor: anchor) },
            rollover: rollovers.randomElement(using: &generator) ?? .nothing)
    }

    /// As they come in: some late, some twice.
    func deliveries(using generator: inout Seeded) -> [BookEvent] {
        (events + events.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }).shuffled(using: &generator)
    }
}
