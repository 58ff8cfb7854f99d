import Engine
import Hummingbird
import Ledger
import Stores
import Values

/// The plan, and how far its credits have gone.
struct SubscriptionRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/organizations/:organizationId/subscription", use: show)
    }

    @Sendable func show(_ request: Request, _ context: MemberContext) async throws -> Record {
        let id: Organization.ID = try context.id("organizationId")
        _ = try await door.read(context.identity) { try $0.organization(id) }
        let (books, now) = (try await door.books(of: id), door.now())
        return try await door.read(context.identity) { access in
            record(try PeriodFigures(of: access.organization(id), books, at: now, access.transaction))
        }
    }

    private func record(_ figures: PeriodFigures) -> Record {
        let total = figures.plan.creditsPerPeriod.map { $0 + figures.extraTotal }
        let (used, transfer) = (figures.used, figures.plan.transferPerPeriod)
        return [
            "subscription": [
                "plan": PlanRecord.subscription(figures.plan), "period": figures.periodRecord,
                "credits": [
                    "used": used.credits, "total": total, "left": figures.left,
                    "percent": total.map { Percent(used.credits.centicredits, of: $0.centicredits) },
                    "plan": ["used": figures.usedFromPlan, "total": figures.plan.creditsPerPeriod] as Record,
                    "extra": ["used": figures.usedFromExtra, "total": figures.extraTotal] as Record,
                ] as Record,
                "transfer": ["used": used.transfer, "total": transfer, "percent": transfer.map { Percent(used.transfer, of: $0) }]
                    as Record,
            ] as Record
        ]
    }
}
