import Ledger
import Values

/// The book that a case opens, and what happens in it.
struct BookCase {
    let vector: Vector
    let scale: Scale
    let names: LotNames
    let book: LotBook
    let events: [BookEvent]

    init(_ vector: Vector, _ input: Members) throws {
        let grants = try input.list("grants")
        let start = input.has("start") ? try input.object("start") : nil
        try start?.only("at", "overage", "balances", "usageInPeriod")
        let opening = try start.flatMap { $0.has("balances") ? try $0.object("balances") : nil }
        let opened = try start?.instant("at") ?? input.instant(ifAny: "measureFrom") ?? grants.map { try $0.instant("effectiveAt") }.min()
        guard let opened else { throw Untranslatable("it doesn't say when it begins") }
        let names = LotNames(try grants.map { try $0.text("id") }, sorted: true)
        let lots = try grants.map { try Lot(grant: $0, names: names, created: opened, opening: opening, opened: opened) }
        let owed = try start?.credits("overage") ?? .zero
        (self.vector, scale, self.names) = (vector, input.scale, names)
        book = LotBook(
            lots: lots.filter { $0.effective < opened }, debts: owed > .zero ? [Balance.Debt(credits: owed)] : [],
            usedInPeriod: try start?.credits(ifAny: "usageInPeriod") ?? .zero, order: try BurnOrder(profile: "openmeter", of: vector),
            opened: opened, checkpointEvery: 8)
        events =
            lots.filter { opened <= $0.effective }.map { BookEvent(EventKey(names.name($0.id), source: "grant"), granting: $0) }
            + (try (input.has("resets") ? input.values("resets") : []).enumerated().map {
                BookEvent(
                    EventKey("\($0.offset)", source: "reset"), at: try Instant(json: $0.element),
                    .reset(preservingDebt: input.flag("preserveOverage")))
            })
            + (try input.list(ifAny: "usage").enumerated().map {
                BookEvent(
                    EventKey("\($0.offset)", source: "usage"), at: try $0.element.instant("at"), .charge(try $0.element.credits("amount")))
            })
    }
}
