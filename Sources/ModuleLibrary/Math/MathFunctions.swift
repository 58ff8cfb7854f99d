import Foundation
import Values

/// What a formula can call. Exact where decimal numbers are; else as good as a double is.
enum MathFunctions {
    static let constants: [String: Number] = [
        "pi": decimal(.pi), "PI": decimal(.pi), "e": decimal(M_E), "E": decimal(M_E), "tau": decimal(2 * .pi),
        "phi": decimal((1 + 5.0.squareRoot()) / 2), "SQRT2": decimal(2.0.squareRoot()), "SQRT1_2": decimal(0.5.squareRoot()),
        "LN2": decimal(M_LN2), "LN10": decimal(M_LN10), "LOG2E": decimal(M_LOG2E), "LOG10E": decimal(M_LOG10E),
    ]

    private static func decimal(_ value: Double) -> Number { Number(value) ?? .zero }

    static func call(_ name: String, _ arguments: [Number]) throws(MathProblem) -> Number {
        if let function = ofOne[name] {
            guard arguments.count == 1 else { throw MathProblem("'\(name)' takes one number") }
            return try finite(function(arguments[0].double), name)
        }
        if let function = exact[name] {
            guard function.counts.contains(arguments.count) else {
                throw MathProblem("'\(name)' doesn't take \(arguments.count) numbers")
            }
            return try function.body(arguments)
        }
        throw MathProblem("there is no function '\(name.prefix(40))'")
    }

    static func finite(_ value: Double, _ name: String) throws(MathProblem) -> Number {
        guard let number = Number(value) else { throw MathProblem("'\(name)' has no value here, or one that is too large") }
        return number
    }

    /// With the sign of the divisor; `nil` for a division by 0.
    static func modulo(_ value: Number, _ divisor: Number) -> Number? {
        guard let rest = value % divisor else { return nil }
        return rest.isZero || rest.isNegative == divisor.isNegative ? rest : rest + divisor
    }

    static func power(_ base: Number, _ exponent: Number) throws(MathProblem) -> Number {
        guard let whole = exponent.int, abs(whole) <= 1000 else { return try finite(pow(base.double, exponent.double), "^") }
        var result = Number(1)
        var square = base
        var rest = abs(whole)
        while rest > 0 {
            if rest & 1 == 1 { result = result * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        guard whole < 0 else { return result }
        guard let inverse = Number(1) / result else { throw MathProblem("a division by 0") }
        return inverse
    }

    static func factorial(_ value: Number) throws(MathProblem) -> Number {
        guard let whole = value.int, 0...170 ~= whole else { throw MathProblem("a factorial is of a whole number from 0 to 170") }
        return (0...whole).dropFirst().reduce(Number(1)) { $0 * Number($1) }
    }

    private static let ofOne: [String: @Sendable (Double) -> Double] = [
        "sqrt": { $0.squareRoot() }, "cbrt": { cbrt($0) }, "exp": { exp($0) }, "expm1": { expm1($0) }, "ln": { log($0) },
        "log10": { log10($0) }, "log2": { log2($0) }, "log1p": { log1p($0) }, "sin": { sin($0) }, "cos": { cos($0) }, "tan": { tan($0) },
        "asin": { asin($0) }, "acos": { acos($0) }, "atan": { atan($0) }, "sinh": { sinh($0) }, "cosh": { cosh($0) }, "tanh": { tanh($0) },
        "asinh": { asinh($0) }, "acosh": { acosh($0) }, "atanh": { atanh($0) }, "sec": { 1 / cos($0) }, "csc": { 1 / sin($0) },
        "cot": { 1 / tan($0) },
    ]
}
