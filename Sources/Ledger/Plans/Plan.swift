/// What an organization has subscribed to.
package struct Plan: Hashable, Sendable {
    package struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral value: String) { rawValue = value }
        package var description: String { rawValue }
    }

    package let id: ID
    package let name: String
    /// Granted at each reset; `nil` is no limit.
    package var creditsPerPeriod: Credits?
    /// Bytes that may cross the border in a period; `nil` is no limit.
    package var transferPerPeriod: Int64?
    package var periodMonths: Int
    /// Days that payloads and run rows are kept.
    package var retentionDays: Int
    /// `nil` where nothing is paid, or the price is agreed on.
    package var price: PlanPrice?
    package var limits: [PlanLimit]

    package init(
        id: ID, name: String, creditsPerPeriod: Credits?, transferPerPeriod: Int64?, periodMonths: Int = 1, retentionDays: Int,
        price: PlanPrice? = nil, limits: [PlanLimit] = []
    ) {
        self.id = id
        self.name = name
        self.creditsPerPeriod = creditsPerPeriod
        self.transferPerPeriod = transferPerPeriod
        self.periodMonths = periodMonths
        self.retentionDays = retentionDays
        self.price = price
        self.limits = limits
    }

    package var isUnlimited: Bool { creditsPerPeriod == nil }

    /// The same plan with another amount, bought at the plan's own rate.
    package func with(credits: Credits) -> Plan {
        var plan = self
        plan.creditsPerPeriod = credits
        plan.transferPerPeriod = Plan.transfer(for: credits)
        return plan
    }

    package func limit(_ name: PlanLimit.Name) -> Int64? { limits.first { $0.name == name }?.value }
}

/// What credits cost: `minorUnits` (cents) for each `credits`.
package struct PlanPrice: Hashable, Sendable {
    package let minorUnits: Int64
    package let currency: String
    package let per: Credits

    package init(minorUnits: Int64, currency: String, per: Credits) {
        self.minorUnits = minorUnits
        self.currency = currency
        self.per = per
    }

    /// Minor units for an amount, any part of one counted as one; extra credits are sold at 125 percent.
    package func cost(of credits: Credits, percent: Int64 = 100) -> Int64 {
        let exact = Int128(minorUnits) * Int128(credits.centicredits) * Int128(percent)
        let divisor = Int128(per.centicredits) * 100
        return Int64((exact + divisor - 1) / divisor)
    }
}

/// A bound with a name; what isn't named in a plan isn't bounded by it.
package struct PlanLimit: Hashable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case activeScenarios, minimumInterval, runTime, fileSize, webhookQueue, requestsPerMinute
    }

    package enum Unit: Sendable { case count, milliseconds, bytes }

    package let name: Name
    package let label: String
    package let value: Int64
    package let unit: Unit

    package init(_ name: Name, _ value: Int64) {
        self.name = name
        self.value = value
        (label, unit) =
            switch name {
            case .activeScenarios: ("Active scenarios", .count)
            case .minimumInterval: ("Minimum interval", .milliseconds)
            case .runTime: ("Longest run", .milliseconds)
            case .fileSize: ("Largest file", .bytes)
            case .webhookQueue: ("Webhook queue", .count)
            case .requestsPerMinute: ("API requests per minute", .count)
            }
    }
}
