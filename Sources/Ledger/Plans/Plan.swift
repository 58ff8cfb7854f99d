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
    package var periodKind: PeriodKind
    /// What of the unused plan credits goes on at a reset; `nil`: they lapse.
    package var rollover: Rollover?
    /// Days that payloads and run rows are kept.
    package var retentionDays: Int
    /// `nil` where nothing is paid, or the price is agreed on.
    package var price: PlanPrice?
    /// How extra credits are sold; `nil`: they are not.
    package var extra: ExtraTerms?
    package var limits: [PlanLimit]

    package init(
        id: ID, name: String, creditsPerPeriod: Credits?, transferPerPeriod: Int64?, periodKind: PeriodKind = .monthly,
        rollover: Rollover? = nil, retentionDays: Int, price: PlanPrice? = nil, extra: ExtraTerms? = nil, limits: [PlanLimit] = []
    ) {
        self.id = id
        self.name = name
        self.creditsPerPeriod = creditsPerPeriod
        self.transferPerPeriod = transferPerPeriod
        self.periodKind = periodKind
        self.rollover = rollover
        self.retentionDays = retentionDays
        self.price = price
        self.extra = extra
        self.limits = limits
    }

    /// Months from one reset to the next.
    package var periodMonths: Int { periodKind == .annualLump ? 12 : 1 }

    package var isUnlimited: Bool { creditsPerPeriod == nil }
    package var sellsExtra: Bool { extra != nil && price != nil && creditsPerPeriod != nil }

    /// The same plan with another amount, bought at the plan's own rate.
    package func with(credits: Credits) -> Plan {
        var plan = self
        plan.creditsPerPeriod = credits
        plan.transferPerPeriod = Plan.transfer(for: credits)
        return plan
    }

    package func limit(_ name: PlanLimit.Name) -> Int64? { limits.first { $0.name == name }?.value }
}

extension Plan {
    /// When the plan's credits come, and when they are paid for.
    package enum PeriodKind: String, CaseIterable, Sendable {
        /// A month's credits each month.
        case monthly
        /// A year's credits at once.
        case annualLump
        /// Paid by the year, a month's credits each month.
        case annualMonthly
    }

    /// What of the unused plan credits goes on at a reset: `percent` of them, rounded down, at most `maximum`. They lapse at the next.
    package struct Rollover: Hashable, Sendable {
        package let percent: Int64
        package let maximum: Credits?

        /// - Parameter percent: 1 to 100.
        package init(percent: Int64, maximum: Credits? = nil) {
            precondition((1...100).contains(percent), "a part of the unused credits rolls over")
            self.percent = percent
            self.maximum = maximum
        }

        package func carried(of unused: Credits) -> Credits {
            guard unused > .zero else { return .zero }
            let part = Credits(centicredits: Int64(Int128(unused.centicredits) * Int128(percent) / 100))
            return maximum.map { min($0, part) } ?? part
        }
    }

    /// How extra credits are sold (`make-credits.md` §2.3): in units, at so many percent of the plan's own price.
    package struct ExtraTerms: Hashable, Sendable {
        package let percent: Int64
        package let manualUnit: Credits
        package let autoUnit: Credits

        package init(percent: Int64 = 125, manualUnit: Credits = Credits(1_000), autoUnit: Credits = Credits(10_000)) {
            self.percent = percent
            self.manualUnit = manualUnit
            self.autoUnit = autoUnit
        }
    }
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

    /// Minor units for an amount, any part of one counted as one.
    package func cost(of credits: Credits, percent: Int64 = 100) -> Int64 {
        let exact = Int128(minorUnits) * Int128(credits.centicredits) * Int128(percent)
        let divisor = Int128(per.centicredits) * 100
        return Int64((exact + divisor - 1) / divisor)
    }
}

/// A bound with a name; what isn't named in a plan isn't bounded by it.
package struct PlanLimit: Hashable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case activeScenarios, minimumInterval, runTime, fileSize, webhookQueue, webhookLogDays, requestsPerMinute
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
            case .webhookLogDays: ("Days of webhook logs", .count)
            case .requestsPerMinute: ("API requests per minute", .count)
            }
    }
}
