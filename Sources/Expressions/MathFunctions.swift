import Values

enum MathFunctions {
    static let all: [Function] = [
        Function(
            "average", "number:number|array...", gives: "number", "Gives the mean.",
            example: #"average(1; 2; 6)"#, arrays: .all, average),
        Function(
            "sum", "number:number|array...", gives: "number", "Adds numbers up.",
            example: #"sum(1; 2.5; 3)"#, arrays: .all, sum),
        Function(
            "min", "number:number|array...", gives: "number", "Gives the least number.",
            example: #"min(3; 1; 2)"#, arrays: .all, least),
        Function(
            "max", "number:number|array...", gives: "number", "Gives the greatest number.",
            example: #"max(3; 1; 2)"#, arrays: .all, greatest),
        Function(
            "median", "number:number|array...", gives: "number", "Gives the number in the middle.",
            example: #"median(2; 3; 5; 8)"#, arrays: .all, median),
        Function(
            "stdevS", "number:number|array...", gives: "number", "Gives the standard deviation of a sample.",
            example: #"round(stdevS(1; 2; 3; 4; 5); 8)"#, arrays: .all, sampleDeviation),
        Function(
            "stdevP", "number:number|array...", gives: "number", "Gives the standard deviation of a whole population.",
            example: #"round(stdevP(1; 2; 3; 4; 5); 8)"#, arrays: .all, populationDeviation),
        Function(
            "ceil", "number", gives: "number", "Rounds up to a whole number.",
            example: #"ceil(1.2)"#, ceil),
        Function(
            "floor", "number", gives: "number", "Rounds down to a whole number.",
            example: #"floor(1.9)"#, floor),
        Function(
            "abs", "number", gives: "number", "Leaves the sign out.",
            example: #"abs(-3.7)"#, abs),
        Function(
            "round", "number; [decimals:number]", gives: "number", "Rounds to the nearest number, halves up.",
            example: #"round(1.5)"#, round),
        Function(
            "trunc", "number; [decimals:number]", gives: "number", "Cuts digits off.",
            example: #"trunc(3.789; 2)"#, trunc),
        Function(
            "parseNumber", "text; [decimalSeparator:text]", gives: "number", "Reads a number that was written with separators.",
            example: #"parseNumber("1 756,456"; ",")"#, parseNumber),
        Function(
            "formatNumber", "number; [decimals:number]; [decimalSeparator:text]; [thousandsSeparator:text]", gives: "text",
            "Writes a number with separators.",
            example: #"formatNumber(123456789; 3; ","; ".")"#, formatNumber),
    ]

    /// The arguments as numbers; what is empty does not count.
    private static func numbers(_ call: Call) throws(EvaluationError) -> [Number] {
        var numbers: [Number] = []
        for value in call.list where value != .null && value != .text("") { numbers.append(try Coercion.number(value)) }
        return numbers
    }

    static func sum(_ call: Call) throws(EvaluationError) -> Value { .number(try numbers(call).reduce(.zero, +)) }

    static func average(_ call: Call) throws(EvaluationError) -> Value { mean(try numbers(call)).map(Value.number) ?? .null }

    private static func mean(_ numbers: [Number]) -> Number? { numbers.reduce(.zero, +) / Number(numbers.count) }

    static func least(_ call: Call) throws(EvaluationError) -> Value { try numbers(call).min().map(Value.number) ?? .null }

    static func greatest(_ call: Call) throws(EvaluationError) -> Value { try numbers(call).max().map(Value.number) ?? .null }

    static func median(_ call: Call) throws(EvaluationError) -> Value {
        let sorted = try numbers(call).sorted()
        guard !sorted.isEmpty else { return .null }
        let middle = sorted.count / 2
        if !sorted.count.isMultiple(of: 2) { return .number(sorted[middle]) }
        return mean([sorted[middle - 1], sorted[middle]]).map(Value.number) ?? .null
    }

    static func sampleDeviation(_ call: Call) throws(EvaluationError) -> Value { deviation(try numbers(call), degrees: -1) }

    static func populationDeviation(_ call: Call) throws(EvaluationError) -> Value { deviation(try numbers(call), degrees: 0) }

    private static func deviation(_ numbers: [Number], degrees: Int) -> Value {
        guard let mean = mean(numbers) else { return .null }
        let squares = numbers.reduce(Number.zero) { sum, number in sum + (number - mean) * (number - mean) }
        guard let variance = squares / Number(numbers.count + degrees) else { return .null }
        return Number(variance.double.squareRoot()).map(Value.number) ?? .null
    }

    static func ceil(_ call: Call) throws(EvaluationError) -> Value { try rounded(call, .up) }
    static func floor(_ call: Call) throws(EvaluationError) -> Value { try rounded(call, .down) }

    static func abs(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return .null }
        return .number(try call.number(0).magnitude)
    }

    static func round(_ call: Call) throws(EvaluationError) -> Value { try rounded(call, .halfUp, decimals: try decimals(call, 1)) }
    static func trunc(_ call: Call) throws(EvaluationError) -> Value { try rounded(call, .towardZero, decimals: try decimals(call, 1)) }

    private static func rounded(_ call: Call, _ rounding: Number.Rounding, decimals: Int = 0) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return .null }
        return .number(try call.number(0).rounded(rounding, decimals: decimals))
    }

    private static let maxDecimals = 100

    private static func decimals(_ call: Call, _ position: Int) throws(EvaluationError) -> Int {
        min(max(try call.integer(position, default: 0), -maxDecimals), maxDecimals)
    }

    /// Where no separator is told it is the point, as every call in the wild expects it.
    static func parseNumber(_ call: Call) throws(EvaluationError) -> Value {
        if case .number = call.value(0) { return call.value(0) }
        let text = TextFunctions.trimmed(try call.text(0))
        guard !text.isEmpty else { return .null }
        let separator = try call.text(1, default: ".")
        var plain = ""
        var rest = text[...]
        while let character = rest.first {
            if !separator.isEmpty, rest.hasPrefix(separator) {
                plain += "."
                rest = rest.dropFirst(separator.count)
                continue
            }
            if !character.isWhitespace, !".,'’".contains(character) { plain.append(character) }
            rest = rest.dropFirst()
        }
        guard let number = Number(parsing: plain) else { throw .data("'\(Coercion.excerpt(text))' is not a number.") }
        return .number(number)
    }

    static func formatNumber(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return .null }
        let decimals = max(0, try decimals(call, 1))
        let number = try call.number(0).rounded(.halfAwayFromZero, decimals: decimals)
        let parts = number.magnitude.description.split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        var text = number.isNegative ? "-" : ""
        text += try grouped(String(parts.first ?? "0"), try call.text(3, default: "."))
        if decimals > 0 {
            text += try call.text(2, default: ",") + fraction + String(repeating: "0", count: max(0, decimals - fraction.utf8.count))
        }
        return try ExpressionLimits.check(text)
    }

    private static func grouped(_ digits: String, _ separator: String) throws(EvaluationError) -> String {
        var result = ""
        let count = digits.utf8.count
        for (position, digit) in digits.enumerated() {
            if position > 0, (count - position).isMultiple(of: 3) { result += separator }
            result.append(digit)
            try ExpressionLimits.check(bytes: result.utf8.count)
        }
        return result
    }
}
