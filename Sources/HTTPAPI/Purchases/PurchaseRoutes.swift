import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Extra credits: what they would cost, and what was bought.
struct PurchaseRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.group("flowmeter/organizations/:organizationId/purchases")
            .get("offer", use: offer)
            .get(use: list)
            .post(use: buy)
            .get(":purchaseId", use: show)
            .post(":purchaseId/settle", use: settle)
            .post(":purchaseId/cancel", use: cancel)
    }

    @Sendable func buy(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let input = try await Input(request, context: context)
        let (credits, key) = (Credits(centicredits: try input.integer("centicredits")), try input.text("key", upTo: 100))
        guard credits <= LedgerDesk.most else {
            throw Problem.invalid("centicredits", "At most \(LedgerDesk.most.grouped) credits are sold at once.")
        }
        let bought = try await door.engine.purchases.buy(credits, key: key, for: id, by: door.actor(request, context))
        return try await answer(bought)
    }

    /// The operator saw the money of an invoice.
    @Sendable func settle(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await operate(request, context) { try await $0.settle($1, of: $2, by: $3) }
    }

    @Sendable func cancel(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await operate(request, context) { try await $0.cancel($1, of: $2, by: $3) }
    }

    private func operate(
        _ request: Request, _ context: MemberContext,
        _ body: (PurchaseDesk, Purchase.ID, Organization.ID, Actor) async throws -> Purchase
    ) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let purchase: Purchase.ID = try context.id("purchaseId")
        _ = try await door.read(context.identity) { try $0.operated(id) }
        return try await answer(try await body(door.engine.purchases, purchase, id, door.actor(request, context)))
    }

    private func answer(_ purchase: Purchase) async throws -> Record {
        try await door.storage.read { ["purchase": try PurchaseRows([purchase], $0).record(purchase)] }
    }

    @Sendable func offer(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        let asked = try QueryItems(request).integer("centicredits").map(Credits.init(centicredits:))
        if let asked, asked > LedgerDesk.most {
            throw Problem.invalid("centicredits", "At most \(LedgerDesk.most.grouped) credits are sold at once.")
        }
        let books = try await door.books(of: id)
        let offer = Offer(
            plan: books.plan, expires: Timestamp(books.period(containing: door.now()).end), provider: door.engine.purchases.providerName,
            cardIsMissing: door.engine.purchases.needsCard(books.autoPurchasing))
        return ["offer": try offer.record(asked)]
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let page = try Page(newestFirst: QueryItems(request))
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            let store = PurchaseStore(access.transaction)
            let purchases = try store.purchases(of: id, limit: page.limit, offset: page.offset)
            let rows = try PurchaseRows(purchases, access.transaction)
            return ["purchases": purchases.map(rows.record), "total": ["count": try store.count(of: id)] as Record, "pg": page.record]
        }
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        let purchase: Purchase.ID = try context.id("purchaseId")
        return try await door.read(context.identity) { access in
            _ = try access.organization(id, .seeMoney)
            guard let purchase = try PurchaseStore(access.transaction).purchase(purchase, of: id) else {
                throw Problem.notFound("purchase")
            }
            return ["purchase": try PurchaseRows([purchase], access.transaction).record(purchase)]
        }
    }
}
