import Foundation
import Values

extension MathFunctions {
    struct Exact: Sendable {
        var counts: ClosedRange<Int>
        var body: @Sendable ([Number]) throws(MathProblem) -> Number

        init(_ counts: ClosedRange<Int>, _ body: @escaping @Sendable ([Number]) throws(MathProblem) -> Number) {
            self.counts = counts
            self.body = body
        }
    }

    private static let one = 1...1
    private static let two = 2...2
    private static let many = 1...10_000

    static let exact: [String: Exact] = [
        "abs": Exact(one) { $0[0].magnitude },
        "sign": Exact(one) { Number($0[0].isZero ? 0 : $0[0].isNegative ? -1 : 1) },
        "ceil": Exact(1...2) { values throws(MathProblem) in values[0].rounded(.up, decimals: try decimals(values)) },
        "floor": Exact(1...2) { values throws(MathProblem) in values[0].rounded(.down, decimals: try decimals(values)) },
        "fix": Exact(1...2) { values throws(MathProblem) in values[0].rounded(.towardZero, decimals: try decimals(values)) },
        "trunc": Exact(1...2) { values throws(MathProblem) in values[0].rounded(.towardZero, decimals: try decimals(values)) },
        "round": Exact(1...2) { values throws(MathProblem) in values[0].rounded(.halfAwayFromZero, decimals: try decimals(values)) },
        "square": Exact(one) { $0[0] * $0[0] },
        "cube": Exact(one) { $0[0] * $0[0] * $0[0] },
        "pow": Exact(two) { values throws(MathProblem) in try power(values[0], values[1]) },
        "mod": Exact(two) { values throws(MathProblem) in
            guard let rest = modulo(values[0], values[1]) else { throw MathProblem("a division by 0") }
            return rest
        },
        "factorial": Exact(one) { values throws(MathProblem) in try factorial(values[0]) },
        "min": Exact(many) { $0.min() ?? .zero },
        "max": Exact(many) { $0.max() ?? .zero },
        "sum": Exact(many) { $0.reduce(.zero, +) },
        "prod": Exact(many) { $0.reduce(Number(1), *) },
        "mean": Exact(many) { mean($0) },
        "avg": Exact(many) { mean($0) },
        "median": Exact(many) { values in
            let sorted = values.sorted()
            return mean(Array(sorted[(sorted.count - 1) / 2...sorted.count / 2]))
        },
        "variance": Exact(many) { variance($0) },
        "std": Exact(many) { values throws(MathProblem) in try finite(variance(values).double.squareRoot(), "std") },
        "gcd": Exact(many) { values throws(MathProblem) in Number(try whole(values).reduce(0, gcd)) },
        "lcm": Exact(many) { values throws(MathProblem) in
            try whole(values).reduce(Number(1)) { $1 == 0 || $0.isZero ? .zero : lcm($0, Number($1)) }
        },
        "log": Exact(1...2) { values throws(MathProblem) in
            let base = values.count == 2 ? log(values[1].double) : 1
            return try finite(log(values[0].double) / base, "log")
        },
        "atan2": Exact(two) { values throws(MathProblem) in try finite(atan2(values[0].double, values[1].double), "atan2") },
        "hypot": Exact(many) { values throws(MathProblem) in
            try finite(values.reduce(0.0) { hypot($0, $1.double) }, "hypot")
        },
        "nthRoot": Exact(1...2) { values throws(MathProblem) in
            let degree = values.count == 2 ? values[1] : Number(2)
            // A negative number has a root of an odd degree.
            let isOdd = (degree % Number(2))?.magnitude == Number(1)
            let root = pow(values[0].magnitude.double, 1 / degree.double)
            return try finite(values[0].isNegative ? (isOdd ? -root : .nan) : root, "nthRoot")
        },
    ]

    private static func decimals(_ values: [Number]) throws(MathProblem) -> Int {
        guard values.count == 2 else { return 0 }
        guard let decimals = values[1].int, -30...30 ~= decimals else { throw MathProblem("the number of decimals is from -30 to 30") }
        return decimals
    }

    private static func mean(_ values: [Number]) -> Number { values.reduce(.zero, +) / Number(values.count) ?? .zero }

    /// Of a sample: divided by one less than their number.
    private static func variance(_ values: [Number]) -> Number {
        let center = mean(values)
        let sum = values.reduce(Number.zero) { $0 + ($1 - center) * ($1 - center) }
        return sum / Number(max(1, values.count - 1)) ?? .zero
    }

    private static func whole(_ values: [Number]) throws(MathProblem) -> [Int] {
        var result: [Int] = []
        for value in values {
            guard let whole = value.int, whole != .min else { throw MathProblem("whole numbers are wanted here") }
            result.append(abs(whole))
        }
        return result
    }

    private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }

    private static func lcm(_ a: Number, _ b: Number) -> Number {
        var (x, y) = (a, b)
        while !y.isZero { (x, y) = (y, x % y ?? .zero) }
        return a * b / x ?? .zero
    }
}
