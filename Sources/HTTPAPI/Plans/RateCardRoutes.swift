import Engine
import Hummingbird
import Ledger
import Stores
import Values

/// What operations cost, from which day on. A published card is not edited.
struct RateCardRoutes {
    let door: Door

    func add(to member: RouterGroup<MemberContext>) {
        member.get("flowmeter/rate-cards", use: list)
        member.post("flowmeter/rate-cards", use: publish)
        member.post("flowmeter/rate-cards/check", use: check)
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Record {
        ["rateCards": door.engine.rates.cards.map(record)]
    }

    @Sendable func publish(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        let card = try RateCardDocument.card(try await Input(request, context: context).object)
        let actor = door.actor(request, context)
        try await door.engine.catalog.publish(card, author: actor.user, address: actor.address, in: door.storage, at: door.now())
        return ["rateCard": record(card)]
    }

    /// Says what would keep a card from being published; nothing is kept.
    @Sendable func check(_ request: Request, _ context: MemberContext) async throws -> Record {
        try context.requireOperator()
        let problems = door.engine.catalog.problems(of: try await Input(request, context: context).object, at: door.now())
        return ["problems": problems.map { ["path": $0.path, "message": $0.message] as Record }]
    }

    private func record(_ card: RateCard) -> Record {
        var record = Record(RateCardDocument.json(card))
        record["inForce"] = door.engine.rates.card(at: Instant(door.now())).id == card.id
        record["shipped"] = door.engine.catalog.isShipped(card.id)
        return record
    }
}
