/// One line of a rate card: what it prices, and how.
package struct RateRule: Hashable, Sendable {
    package struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral value: String) { rawValue = value }
        package var description: String { rawValue }
    }

    package let id: ID
    /// What a reader of a charge is told: `1 credit per operation`.
    package let text: String
    package let formula: RateFormula

    package init(_ id: ID, _ text: String, _ formula: RateFormula) {
        self.id = id
        self.text = text
        self.formula = formula
    }
}

/// How a rule turns what was used into operations and a price. Operations and credits are never derived from each other (decision 8).
package enum RateFormula: Hashable, Sendable {
    /// 0 operations, 0 credits.
    case free
    /// 1 operation, 0 credits.
    case operationOnly
    /// 1 operation at a fixed amount.
    case perOperation(Credits)
    /// 1 operation at what the module's own description says.
    case asDescribed
    /// 1 operation at `operation`, and one credit per so many tokens read and written.
    case tokens(operation: Credits, inputPerCredit: Int64, outputPerCredit: Int64)
    /// 1 operation, `perSecond` of run time, by the centisecond; at least `minimum`.
    case runTime(perSecond: Credits, minimum: Credits)
    /// 1 operation, `amount` per unit (page, minute); a part of a unit counts by its share.
    case perUnit(Credits)

    /// Whether the price is known before the operation begins.
    package var isKnownBeforehand: Bool {
        switch self {
        case .free, .operationOnly, .perOperation, .asDescribed: true
        case .tokens, .runTime, .perUnit: false
        }
    }
}

/// What an operation used, as far as prices look at it.
package struct MeteredUsage: Hashable, Sendable {
    package var inputTokens: Int64
    package var outputTokens: Int64
    package var runTimeMilliseconds: Int64
    /// Thousandths of a unit (page, minute).
    package var milliunits: Int64
    /// Bytes across the installation's border (decision 9).
    package var transfer: Int64

    package init(
        inputTokens: Int64 = 0, outputTokens: Int64 = 0, runTimeMilliseconds: Int64 = 0, milliunits: Int64 = 0, transfer: Int64 = 0
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.runTimeMilliseconds = runTimeMilliseconds
        self.milliunits = milliunits
        self.transfer = transfer
    }
}
