import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// What an organization has, now or at any past instant, and how that changed from day to day.
struct BalanceRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/balance", use: show)
        member.get("flowmeter/organizations/:organizationId/balance/history", use: history)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let now = door.now()
        let at = try QueryItems(request).instant("at") ?? now
        guard at <= now else { throw Problem.invalid("at", "'at' must not be in the future: what will be is not known.") }
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        _ = try await door.books(of: id)
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let store = LedgerStore(access.transaction)
            let lots = at == now ? try store.lots(of: id) : try store.lots(of: id, asOf: at)
            return ["balance": Self.record(lots, notes: try store.notes(of: id), at: at)]
        }
    }

    private static func record(_ lots: [Lot], notes: [Lot.ID: String], at: Timestamp) -> Record {
        let debt = lots.lazy.filter { $0.effective <= Instant(at) }.map(\.debt).sum()
        return [
            "at": at, "centicredits": lots.available(at: Instant(at)).map { $0 - debt }, "debt": debt,
            "lots": LotRecord.records(lots, notes: notes, at: at),
        ]
    }

    @Sendable func history(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        let (books, now) = (try await door.books(of: id), door.now())
        let days = try Self.days(QueryItems(request), today: books.clock.day(containing: now))
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let unlimited = try LedgerStore(access.transaction).lots(of: id).filter { $0.granted == nil }
            let spans = days.map { books.clock.span(of: $0) }
            let flows = try StatementStore(access.transaction).flows(of: id, in: spans, at: now)
            let rows = zip(days, zip(spans, flows)).map { day, part in
                Self.record(day, part.1, from: part.0.lowerBound, to: min(part.0.upperBound - 1, now.milliseconds), unlimited)
            }
            return ["history": rows, "unlimited": unlimited.contains { $0.isValid(at: Instant(now)) }]
        }
    }

    /// The last thirty days, unless the query says which.
    private static func days(_ query: QueryItems, today: LocalDay) throws -> [LocalDay] {
        let last = min(try query.day("to") ?? today, today)
        let first = try query.day("from") ?? last.adding(days: -29)
        guard first <= last else { throw Problem.invalid("from", "'from' must not be after 'to', nor in the future.") }
        guard last.number - first.number < Limits.historyDays else {
            throw Problem.invalid("from", "A history has at most \(Limits.historyDays) days. Ask for fewer, by 'from' and 'to'.")
        }
        return (first.number...last.number).map { LocalDay(number: $0) }
    }

    /// While a lot without a limit holds there is no balance: `null`, and `used` is then all that was used.
    private static func record(_ day: LocalDay, _ flow: BalanceFlow, from: Int64, to: Int64, _ unlimited: [Lot]) -> Record {
        func isUnlimited(_ at: Int64) -> Bool { unlimited.contains { $0.isValid(at: Instant(milliseconds: at)) } }
        let (opening, closing) = (isUnlimited(from) ? nil : flow.opening, isUnlimited(to) ? nil : flow.closing)
        let isLimited = opening != nil && closing != nil
        return [
            "date": day.description, "opening": opening, "granted": flow.granted, "lapsed": flow.lapsed,
            "used": isLimited ? flow.used : flow.used + flow.usedWithoutLimit, "adjusted": flow.adjusted, "closing": closing,
        ]
    }
}
