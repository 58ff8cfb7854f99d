import Ledger
import Values

/// A pool of lots and what is done with it, one thing after the other.
struct PoolCase {
    let names: LotNames
    var balance: Balance
    var entries: [Balance.Entry] = []
    var breakdown: [[String: Credits]] = []
    var shortfall: Credits = .zero
    private var charges = 0

    init(_ vector: Vector, _ input: Members) throws {
        let lots = try input.list("lots")
        let later = try input.list("ops").filter { try $0.text("op") == "grant" }.map { try $0.object("lot") }
        names = LotNames(try (lots + later).map { try $0.text("id") }, sorted: false)
        let start = try (lots + later).map { try $0.instant("createdAt") }.max()
        let names = names
        balance = Balance(
            lots: try lots.map { try Lot($0, names: names) }, order: try BurnOrder(profile: input.text("profile"), of: vector),
            at: start ?? Instant(milliseconds: 0))
    }

    mutating func carryOut(_ operation: Members, _ check: inout Check) throws {
        if operation.has("at") { entries += balance.advance(to: try operation.instant("at")) }
        switch try operation.text("op") {
        case "consume": try consume(operation, &check)
        case "grant": entries += balance.grant(try Lot(operation.object("lot"), names: names))
        case "void": try void(operation)
        case "correct":
            try operation.only("op", "of", "amount", "at")
            let key = EventKey(try operation.text("of"))
            entries += balance.refund(try operation.credits("amount"), of: key, paidBy: entries.partsPaid(of: key))
        case "expire": try operation.only("op", "at")
        case "balance": try check.balances(operation, balance, names, member: "expect")
        case let name: throw Untranslatable("the operation '\(name)' isn't known")
        }
    }

    private mutating func consume(_ operation: Members, _ check: inout Check) throws {
        try operation.only("op", "amount", "id", "at", "partial", "allowDebt", "error")
        charges += 1
        let (amount, key) = (try operation.credits("amount"), EventKey(operation.has("id") ? try operation.text("id") : "#\(charges)"))
        var taken: [Balance.Entry]?
        if operation.flag("allowDebt") {
            taken = balance.charge(amount, for: key)
        } else if operation.flag("partial") {
            taken = balance.chargeWhatFits(amount, for: key)
        } else {
            taken = balance.chargeIfCovered(amount, for: key)
            check.expect("refusal of \(amount)", taken == nil, is: operation.has("error"))
        }
        entries += taken ?? []
        let paid = (taken ?? []).sums(of: [.charge])
        breakdown.append(paid.reduce(into: [:]) { parts, sum in if let lot = sum.key { parts[names.name(lot)] = -sum.value } })
        shortfall += amount + paid.values.sum()
    }

    private mutating func void(_ operation: Members) throws {
        try operation.only("op", "amount", "lot", "at")
        let lot = operation.has("lot") ? try names.id(operation.text("lot")) : nil
        guard let voided = balance.void(try operation.credits("amount"), of: lot) else {
            throw Untranslatable("more is voided than there is")
        }
        entries += voided
    }
}
