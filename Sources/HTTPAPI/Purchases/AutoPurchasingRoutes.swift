import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// Whether extra credits are bought when they run out, and at which balance.
struct AutoPurchasingRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/auto-purchasing", use: show)
        member.patch("flowmeter/organizations/:organizationId/auto-purchasing", use: change)
        member.put("flowmeter/organizations/:organizationId/auto-purchasing/card", use: leaveCard)
    }

    /// The provider's reference of a card; the card itself never comes here.
    @Sendable func leaveCard(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let method = try await Input(request, context: context).name("paymentMethod", upTo: 200)
        try await door.engine.purchases.leaveCard(method, for: id, by: door.actor(request, context))
        try await door.engine.registry.reload(id, at: door.now())
        return try await record(of: id, context.identity)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await record(of: context.id("organizationId"), context.identity)
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id, .administer) }
        let input = try await Input(request, context: context)
        let (on, threshold) = (try input.optionalBoolean("on"), try Self.threshold(input))
        let (books, now, actor) = (try await door.books(of: id), door.now(), door.actor(request, context))
        let cardIsMissing = door.engine.purchases.needsCard(books.autoPurchasing)
        if on == true, let reason = Offer.reason(books.plan, cardIsMissing: cardIsMissing) { throw Problem.invalid("on", reason) }
        try await door.write(context.identity) { access in
            _ = try access.organization(id, .administer)
            let store = AutoPurchasingStore(access.transaction)
            let before = try store.settings(of: id, locked: true)
            let after = Self.changed(before, on: on, threshold: threshold)
            guard after != before else { return }
            try store.save(after, of: id)
            try Acts(access.transaction).add(
                Act(
                    organization: id, at: now, kind: .autoPurchasing, summary: Self.summary(before, after), author: actor.user,
                    address: actor.address))
        }
        try await door.engine.registry.reload(id, at: now)
        return try await record(of: id, context.identity)
    }

    private func record(of id: Organization.ID, _ identity: Identity) async throws -> Record {
        _ = try await door.read(identity) { try $0.organization(id, .seeMoney) }
        let (books, now) = (try await door.books(of: id), door.now())
        return try await door.read(identity) { access in
            let figures = try PeriodFigures(of: access.organization(id, .seeMoney), books, at: now, access.transaction)
            let settings = try AutoPurchasingStore(access.transaction).settings(of: id)
            return ["autoPurchasing": try AutoPurchasingRecord.record(figures, settings, door.engine.purchases, access.transaction)]
        }
    }

    private static func threshold(_ input: Input) throws -> Credits? {
        guard let threshold = try input.optionalInteger("threshold").map(Credits.init(centicredits:)) else { return nil }
        guard threshold >= .zero, threshold <= LedgerDesk.most else {
            throw Problem.invalid("threshold", "'threshold' must not be below zero, nor above \(LedgerDesk.most.centicredits).")
        }
        return threshold
    }

    /// Whoever switches it on begins anew: earlier declines don't count.
    private static func changed(_ before: AutoPurchasing, on: Bool?, threshold: Credits?) -> AutoPurchasing {
        var after = before
        after.threshold = threshold ?? before.threshold
        if let on, on != before.isOn {
            after.isOn = on
            after.offBecause = nil
            if on { after.declinesInARow = 0 }
        }
        return after
    }

    private static func summary(_ before: AutoPurchasing, _ after: AutoPurchasing) -> String {
        let threshold = "buys at \(after.threshold.grouped) credits left"
        if before.isOn == after.isOn { return "Changed auto-purchasing: \(threshold)" }
        return after.isOn ? "Switched auto-purchasing on: \(threshold)" : "Switched auto-purchasing off"
    }
}
