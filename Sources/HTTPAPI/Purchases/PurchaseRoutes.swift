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
            .get(":purchaseId", use: show)
    }

    @Sendable func offer(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .seeMoney) }
        let asked = try QueryItems(request).integer("centicredits").map(Credits.init(centicredits:))
        if let asked, asked > LedgerDesk.most {
            throw Problem.invalid("centicredits", "At most \(LedgerDesk.most.grouped) credits are sold at once.")
        }
        let books = try await door.books(of: id)
        let expires = Timestamp(books.period(containing: door.now()).end)
        return ["offer": try Offer(plan: books.plan, expires: expires, provider: door.paymentProvider).record(asked)]
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

extension Door {
    /// Who is paid.
    var paymentProvider: String { "invoice" }
}
