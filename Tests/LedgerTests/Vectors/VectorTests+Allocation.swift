import Ledger
import Values

extension VectorTests {
    static func split(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input)
        try input.only("total", "shares", "rule")
        guard try input.text("rule") == "first-gets-remainder" else { throw Untranslatable("left-over units go to the first shares") }
        guard let split = Split(try input.values("shares").map(Split.Share.init(vector:))) else {
            throw Untranslatable("the shares are not the whole")
        }
        let parts = split.parts(of: Credits(centicredits: try input.integer("total"))).map { Int($0.centicredits) }
        check.expect("parts", parts, is: try Members(vector.expect).values("parts").compactMap(\.asInteger))
    }

    static func allocate(_ vector: Vector, _ check: inout Check) throws {
        let input = try Members(vector.input, scale: Scale(of: vector))
        try input.only("wallets", "fees")
        let (wallets, fees) = (try input.list("wallets"), try input.list("fees"))
        for fee in fees { try fee.only("key", "amount") }
        for wallet in wallets {
            try wallet.only("id", "balance", "absorbsAll")
            guard !wallet.flag("absorbsAll") else { throw Untranslatable("no lot takes more than its turn") }
        }
        let shares = Spread.lay(try fees.map { try $0.credits("amount") }, over: try wallets.map { try $0.credits("balance") })
        let expect = try Members(vector.expect, scale: input.scale).object("allocated")
        // A wallet that is not named takes nothing.
        for (wallet, share) in zip(wallets, shares) {
            check.expect("share of \(try wallet.text("id"))", share, is: try expect.credits(ifAny: wallet.text("id")) ?? .zero)
        }
    }
}

extension Split.Share {
    /// `80%`, `0.19%`, `1/3` or `remaining`.
    fileprivate init(vector json: JSON) throws {
        let text = json.asText ?? ""
        let parts = text.split(separator: "/").compactMap { Int64($0) }
        if text == "remaining" {
            self = .remaining
        } else if text.hasSuffix("%") {
            let percent = try Decimal(String(text.dropLast())).fraction
            self = .part(Int64(percent.numerator), of: Int64(percent.denominator) * 100)
        } else if parts.count == 2 {
            self = .part(parts[0], of: parts[1])
        } else {
            throw Untranslatable("'\(text)' is not a share")
        }
    }
}
