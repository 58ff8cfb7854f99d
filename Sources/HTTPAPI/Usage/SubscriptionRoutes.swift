import Engine
import Hummingbird
import Ledger
import StorageCore
import Stores
import Values

/// The plan, how far its credits have gone, and what is left of each lot.
struct SubscriptionRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/subscription", use: show)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        try await record(of: context.id("organizationId"), context.identity)
    }

    func record(of id: Organization.ID, _ identity: Identity) async throws -> Record {
        _ = try await door.read(identity) { try $0.organization(id) }
        let (books, now, plans, catalog) = (try await door.books(of: id), door.now(), door.engine.plans, door.engine.catalog)
        return try await door.read(identity) { access in
            let organization = try access.organization(id)
            let figures = try PeriodFigures(of: organization, books, at: now, access.transaction)
            let state = try OrganizationState(figures, books, door.engine.purchases, access)
            var record = Self.record(figures)
            record["lots"] = try Self.lots(figures, access.transaction)
            record["nextPlan"] =
                organization.nextPlan.map { next in
                    ["plan": PlanRecord.whole(plans.plan(next, credits: organization.nextCredits), catalog), "at": organization.periodEnd]
                        as Record
                } ?? JSON.null
            record["autoPurchasing"] = state.autoPurchasing ?? JSON.null
            record["proof"] = state.proof ?? JSON.null
            record["paused"] = state.paused
            record["mayBuy"] = state.mayBuy
            record["mayChangePlan"] = try access.mayChangePlan(of: id)
            return ["subscription": record]
        }
    }

    private static func record(_ figures: PeriodFigures) -> Record {
        let (total, used, transfer) = (figures.total, figures.used, figures.plan.transferPerPeriod)
        return [
            "plan": PlanRecord.subscription(figures.plan), "period": figures.periodRecord,
            "credits": [
                "used": used.credits, "total": total, "left": figures.left,
                "percent": total.map { Percent(used.credits.centicredits, of: $0.centicredits) },
                "plan": ["used": figures.usedFromPlan, "total": figures.planTotal] as Record,
                "extra": ["used": figures.usedFromExtra, "total": figures.extraTotal] as Record,
            ] as Record,
            "transfer": ["used": used.transfer, "total": transfer, "percent": transfer.map { Percent(used.transfer, of: $0) }] as Record,
            "periodKind": figures.plan.periodKind.rawValue, "resetNote": ResetNote.text(figures.plan), "debt": figures.debt,
        ]
    }

    /// Those that hold now, and those to come.
    private static func lots(_ figures: PeriodFigures, _ transaction: any Transaction) throws -> [Record] {
        let lots = figures.allLots.filter { LotRecord.state(of: $0, at: figures.now) != .lapsed }
        return LotRecord.records(lots, notes: try LedgerStore(transaction).notes(of: figures.organization.id), at: figures.now)
    }
}
