/// Cases that ask for what the product does not have, or refuses; one by one, with the rule that makes it so.
let notApplicable: KeyValuePairs = [
    // A lot pays for any operation: what a credit may be spent on is not a property of the lot.
    "lots/openmeter/feature-restricted-first": "lots are not restricted to features",
    "lots/openmeter/correction-restricted-and-free": "lots are not restricted to features",
    "allocate/lago/feature-targeting": "lots are not restricted to features",
    "allocate/lago/type-restriction": "lots are not restricted to kinds of fees",
    // Debt belongs to the organization, not to a lot (decision 7), and a charge takes from a lot what it has.
    "lots/numscript/per-use-cap-40": "a lot has no most that one charge may take from it",
    "lots/numscript/bounded-overdraft-credit-then-main": "no lot goes below zero: debt is the organization's",
    "lots/numscript/overdraft-already-used": "no lot goes below zero: debt is the organization's",
    // Decision 15: buys the plan's unit when the balance is not above the threshold, one purchase at a time.
    "autotopup/lago/gap-interval-trigger-plain": "decision 15: the balance is the only reason to buy, not a date",
    "autotopup/lago/target-reached": "decision 15: buys the plan's unit, not up to a target",
    "autotopup/lago/target-gap-raised-to-min": "decision 15: buys the plan's unit, not up to a target",
    "autotopup/lago/target-min-205.5": "decision 15: buys the plan's unit, not up to a target",
    "autotopup/lago/target-granted-no-min": "decision 15: buys the plan's unit, not up to a target",
    "autotopup/flexprice/cooldown-one-shot": "decision 15: one purchase in flight and the period's limit hold it back, no cooldown",
]
