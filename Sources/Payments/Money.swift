/// What is to be paid, in the smallest unit of its currency: cents of `eur`, whole `jpy`.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    /// 1 to 99,999,999, which is the most that Stripe takes.
    package let minorUnits: Int64
    /// Three lower-case letters of ISO 4217.
    package let currency: String

    package init(minorUnits: Int64, currency: String) throws(PaymentFailure) {
        guard 1...99_999_999 ~= minorUnits else {
            throw PaymentFailure(.notMade, "An amount of \(minorUnits) can't be paid; it must be 1 to 99,999,999 of the smallest unit.")
        }
        let code = currency.lowercased()
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
            throw PaymentFailure(.notMade, "A currency is three letters, such as EUR.")
        }
        self.minorUnits = minorUnits
        self.currency = code
    }

    package var description: String { "\(minorUnits) \(currency)" }
}
