/// An exact price in centicredits: a fraction, so that parts can be added without loss. It is rounded once, up, when it is charged.
package struct Price: Hashable, Sendable {
    /// In lowest terms, so that equal prices are equal values.
    package let numerator: Int128
    package let denominator: Int128

    package static let zero = Price(centicredits: 0, over: 1)

    /// `quantity` things at one credit per `per` of them.
    package static func credits(quantity: Int64, per: Int64) -> Price { credits(Credits(1), quantity: quantity, per: per) }

    /// `quantity` things at `amount` per `per` of them.
    package static func credits(_ amount: Credits, quantity: Int64 = 1, per: Int64 = 1) -> Price {
        precondition(quantity >= 0 && per > 0 && amount >= .zero, "a price is of a quantity, per a quantity above zero")
        return Price(centicredits: Int128(amount.centicredits) * Int128(quantity), over: Int128(per))
    }

    private init(centicredits: Int128, over denominator: Int128) {
        let divisor = Self.greatestCommonDivisor(centicredits, denominator)
        numerator = centicredits / divisor
        self.denominator = denominator / divisor
    }

    package static func + (left: Price, right: Price) -> Price {
        let divisor = greatestCommonDivisor(left.denominator, right.denominator)
        let denominator = left.denominator / divisor * right.denominator
        let sum = left.numerator * (denominator / left.denominator) + right.numerator * (denominator / right.denominator)
        return Price(centicredits: sum, over: denominator)
    }

    /// The whole centicredits that an operation at this price costs: any part of one counts as one.
    package var roundedUp: Credits { Credits(centicredits: Int64(Rounding.up.quotient(numerator, by: denominator))) }

    private static func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
