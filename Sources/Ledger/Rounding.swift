/// How a fraction becomes a whole number; always the last step, once.
package enum Rounding: Sendable {
    /// Any part of one counts as one.
    case up
    /// To the nearest, a half away from zero.
    case nearest
    /// Away with any part of one.
    case down

    /// - Parameter divisor: above zero.
    package func quotient(_ dividend: Int128, by divisor: Int128) -> Int128 {
        precondition(divisor > 0, "a fraction is over a number above zero")
        let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        switch self {
        case .up: return rest > 0 ? whole + 1 : whole
        case .nearest: return rest.magnitude * 2 < divisor.magnitude ? whole : whole + (rest < 0 ? -1 : 1)
        case .down: return rest < 0 ? whole - 1 : whole
        }
    }
}
