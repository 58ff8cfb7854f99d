package import Ledger
package import Values

/// A plan as an operator writes it, and as the API gives it: amounts in centicredits, transfer in bytes, times in milliseconds.
package enum PlanDocument {
    package static func json(_ plan: Plan) -> JSON {
        let price = plan.price.map { PriceText.text($0.cost(of: plan.creditsPerPeriod ?? $0.per)) }
        return [
            "id": .string(plan.id.rawValue), "name": .string(plan.name), "unlimited": .boolean(plan.isUnlimited),
            "centicredits": number(plan.creditsPerPeriod?.centicredits), "transferBytes": number(plan.transferPerPeriod),
            "periodKind": .string(plan.periodKind.rawValue), "retentionDays": number(Int64(plan.retentionDays)),
            "price": price.map(JSON.string) ?? .null, "currency": plan.price.map { .string($0.currency) } ?? .null,
            "priceCenticredits": number(plan.creditsPerPeriod?.centicredits ?? plan.price?.per.centicredits),
            "rollover": plan.rollover.map {
                ["percent": number($0.percent), "maximum": number($0.maximum?.centicredits)]
            } ?? .null, "extraPercent": number(plan.extra?.percent), "manualUnit": number(plan.extra?.manualUnit.centicredits),
            "autoUnit": number(plan.extra?.autoUnit.centicredits), "sellsExtra": .boolean(plan.sellsExtra),
            "autoPurchasing": .boolean(plan.sellsExtra && plan.creditsPerPeriod != nil),
            "limits": .array(
                plan.limits.map {
                    [
                        "name": .string($0.name.rawValue), "label": .string($0.label), "value": number($0.value), "text": .string($0.text),
                    ]
                }),
        ]
    }

    package static func plan(_ json: JSON, id: Plan.ID) throws(DocumentProblem) -> Plan {
        let reader = DocumentReader(json)
        guard json.asObject != nil else { throw DocumentProblem("", "A plan is an object.") }
        guard isName(id.rawValue) else { throw DocumentProblem("id", "A plan's id is 1 to 40 letters, digits and dashes.") }
        let credits = try reader.optionalInteger("centicredits", 0...largestAmount).map(Credits.init(centicredits:))
        let kind = try reader.optionalText("periodKind") ?? Plan.PeriodKind.monthly.rawValue
        guard let periodKind = Plan.PeriodKind(rawValue: kind) else {
            throw DocumentProblem("periodKind", "It is monthly, annualLump or annualMonthly.")
        }
        var limits: [PlanLimit] = []
        for limit in try reader.items("limits") {
            let name = try limit.text("name")
            guard let known = PlanLimit.Name(rawValue: name) else {
                let names = PlanLimit.Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw DocumentProblem(limit.at("name"), "There is no limit '\(name)'. There are: \(names).")
            }
            limits.append(PlanLimit(known, try limit.integer("value", 0...largestAmount)))
        }
        return Plan(
            id: id, name: try reader.text("name"), creditsPerPeriod: credits,
            transferPerPeriod: try reader.optionalInteger("transferBytes", 0...Int64.max / 2), periodKind: periodKind,
            rollover: try rollover(reader), retentionDays: Int(try reader.integer("retentionDays", 1...3_650)),
            price: try price(reader, credits), extra: try extra(reader), limits: limits)
    }

    private static func rollover(_ reader: DocumentReader) throws(DocumentProblem) -> Plan.Rollover? {
        guard let rollover = reader.object("rollover") else { return nil }
        return Plan.Rollover(
            percent: try rollover.integer("percent", 1...100),
            maximum: try rollover.optionalInteger("maximum", 0...largestAmount).map(Credits.init(centicredits:)))
    }

    private static func price(_ reader: DocumentReader, _ credits: Credits?) throws(DocumentProblem) -> PlanPrice? {
        guard let text = try reader.optionalText("price") else { return nil }
        guard let minor = PriceText.minorUnits(text) else {
            throw DocumentProblem(reader.at("price"), "A price is an amount such as 18.82.")
        }
        let currency = try reader.text("currency").uppercased()
        guard currency.utf8.count == 3 else { throw DocumentProblem(reader.at("currency"), "A currency has three letters, such as USD.") }
        let per = try reader.optionalInteger("priceCenticredits", 1...largestAmount).map(Credits.init(centicredits:)) ?? credits
        guard let per, per > .zero else {
            throw DocumentProblem(reader.at("priceCenticredits"), "Say for how many centicredits the price is.")
        }
        return PlanPrice(minorUnits: minor, currency: currency, per: per)
    }

    private static func extra(_ reader: DocumentReader) throws(DocumentProblem) -> Plan.ExtraTerms? {
        guard try reader.flag("sellsExtra") ?? (reader.member("extraPercent") != nil) else { return nil }
        return Plan.ExtraTerms(
            percent: try reader.optionalInteger("extraPercent", 1...1_000) ?? 125,
            manualUnit: Credits(centicredits: try reader.optionalInteger("manualUnit", 1...largestAmount) ?? 100_000),
            autoUnit: Credits(centicredits: try reader.optionalInteger("autoUnit", 1...largestAmount) ?? 1_000_000))
    }

    static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    static func number(_ value: Int64?) -> JSON { value.map { .number("\($0)") } ?? .null }
}

/// Amounts of money as text with two decimals: `5.63`.
package enum PriceText {
    package static func text(_ minorUnits: Int64) -> String {
        let (whole, part) = minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(minorUnits < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
    }

    /// `nil` for anything but digits with at most two decimals.
    package static func minorUnits(_ text: String) -> Int64? {
        guard let amount = Credits(parsing: text), amount >= .zero else { return nil }
        return amount.centicredits
    }
}
