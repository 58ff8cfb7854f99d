import Engine
import Ledger
import Stores
import Values

/// What a change of plan would do, before anybody does it.
struct PlanPreview {
    let figures: PeriodFigures
    let choice: PlanChoice
    let catalog: Catalog

    private var change: PlanChange { PlanChange(from: figures.plan, to: choice.chosen) }
    private var isAtOnce: Bool { change.direction == .upgrade }
    /// Of the plan's credits; extra credits stay as they are.
    private var unused: Credits { figures.leftOfPlan ?? .zero }

    var record: Record {
        let to = choice.chosen
        let price = to.price.map { PriceText.text($0.cost(of: to.creditsPerPeriod ?? $0.per)) }
        return [
            "from": PlanRecord.whole(figures.plan, catalog), "to": PlanRecord.whole(to, catalog), "change": change.direction.rawValue,
            "effective": isAtOnce ? "now" : "reset", "effectiveAt": isAtOnce ? figures.now : Timestamp(figures.period.end),
            "unused": unused, "unusedNote": unusedNote, "grants": to.creditsPerPeriod, "price": price, "currency": to.price?.currency,
            "notes": notes,
        ]
    }

    private var unusedNote: String {
        guard !figures.plan.isUnlimited else { return "The plan \(figures.plan.name) has no limit, so nothing moves over." }
        switch change.direction {
        case .same: return ResetNote.text(figures.plan)
        case .downgrade: return "The running period goes on to its end. \(ResetNote.text(figures.plan))"
        case .upgrade where choice.chosen.isUnlimited: return "The new plan has no limit, so unused credits are not needed any more."
        case .upgrade:
            return "\(unused.grouped) unused credits move over to the new plan. They are used first, and lapse with its first period."
        }
    }

    private var notes: [String] {
        switch change.direction {
        case .same: return ["This is the plan that holds now."]
        case .downgrade: return ["It can be taken back until the reset."]
        case .upgrade:
            let extra = figures.leftOfExtra > .zero ? ["Extra credits stay as they are: \(figures.leftOfExtra.grouped) are left."] : []
            return ["A new billing period begins at once."] + extra
        }
    }
}

/// What becomes of unused plan credits.
enum ResetNote {
    static func text(_ plan: Plan) -> String {
        guard !plan.isUnlimited else { return "Nothing is limited, so nothing lapses." }
        guard let rollover = plan.rollover else { return "Unused plan credits lapse at the reset." }
        let most = rollover.maximum.map { ", at most \($0.grouped)" } ?? ""
        return "\(rollover.percent) % of the unused plan credits\(most) roll over at the reset, and lapse at the next."
    }
}
