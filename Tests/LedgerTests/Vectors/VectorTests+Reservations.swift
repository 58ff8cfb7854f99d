import Ledger
import Values

extension VectorTests {
    static func reserve(_ vector: Vector, _ check: inout Check) throws {
        let rates = try Members(vector.input).list("lots").filter { $0.has("cost") }.map { try $0.decimal("cost") }
        let scale = Scale(of: vector, rates: rates)
        let input = try Members(vector.input, scale: scale)
        try input.only("lots", "ops")
        let lots = try input.list("lots")
        let names = LotNames(try lots.map { try $0.text("id") }, sorted: false)
        var desk = ReservationDesk(
            try lots.map { lot in
                try lot.only("id", "granted", "cost")
                return try Lot.inUnits(names.id(lot.text("id")), scale.credits(lot.decimal("granted"), rate: lot.rate("cost")))
            })
        for operation in try input.list("ops") { try desk.carryOut(operation, &check) }
        let expect = try Members(vector.expect, scale: scale)
        try expect.only("total", "remaining", "deltas")
        if expect.has("total") { check.expect("total", desk.balance.total, is: try expect.credits("total")) }
        if expect.has("deltas") {
            check.expect("deltas", desk.deltas, is: try expect.values("deltas").map { try scale.credits(Decimal($0)) })
        }
        guard expect.has("remaining") else { return }
        for lot in lots where try expect.object("remaining").has(lot.text("id")) {
            let expected = try scale.credits(expect.object("remaining").decimal(lot.text("id")), rate: lot.rate("cost"))
            check.expect("remaining of \(try lot.text("id"))", desk.balance.remaining(of: try names.id(lot.text("id"))), is: expected)
        }
    }

}

/// Reservations and charges of one balance.
private struct ReservationDesk {
    /// Longer than any case holds a reservation on purpose.
    static let patience: Int64 = 3_600_000

    static let tracked = EventKey("tracked")

    var balance: Balance
    var entries: [Balance.Entry] = []
    var deltas: [Credits] = []

    init(_ lots: [Lot]) { balance = Balance(lots: lots, at: Instant(milliseconds: 0)) }

    mutating func carryOut(_ operation: Members, _ check: inout Check) throws {
        try operation.only("op", "id", "units", "error", "gone")
        let name = try operation.text("op")
        if name == "track" { entries += balance.charge(try operation.credits("units"), for: Self.tracked); return }
        let id = Reservation.ID(rawValue: try operation.text("id"))
        do {
            let booked: [Balance.Entry]
            switch name {
            case "reserve":
                // A hold below zero holds nothing: what is given back is an adjustment when it is confirmed.
                let units = max(.zero, try operation.credits("units"))
                booked = try balance.reserve(units, as: id, until: balance.now + Self.patience)
            case "confirm": booked = try confirm(id, try operation.credits("units"))
            case "release": booked = try balance.release(id)
            case "expire": booked = balance.advance(to: balance.now + Self.patience)
            default: throw Untranslatable("the operation '\(name)' isn't known")
            }
            check.expect("refusal", "none", is: operation.has("error") ? try operation.text("error") : "none")
            check.expect("change of what is gone", operation.flag("gone") && !booked.isEmpty, is: false)
            deltas.append(-booked.lazy.map(\.credits).sum())
            entries += booked
        } catch let problem as ReservationProblem {
            switch problem {
            case .insufficient: check.expect("refusal", "insufficient", is: operation.has("error") ? try operation.text("error") : "none")
            case .gone: check.expect("refusal", true, is: operation.flag("gone"))
            case .alreadyOpen: throw problem
            }
        }
    }

    private mutating func confirm(_ id: Reservation.ID, _ units: Credits) throws(ReservationProblem) -> [Balance.Entry] {
        let booked = try balance.settle(id, actual: max(.zero, units), for: Self.tracked)
        guard units < .zero else { return booked }
        return booked + balance.refund(-units, of: Self.tracked, paidBy: (entries + booked).partsPaid(of: Self.tracked))
    }
}

extension Members {
    fileprivate func rate(_ name: String) throws -> Decimal? { has(name) ? try decimal(name) : nil }
}
