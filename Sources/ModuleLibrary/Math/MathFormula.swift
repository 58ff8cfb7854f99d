import Values

/// Reads a formula and works it out on the way. From loosest to tightest: `+ -`, `* / %`, a sign, `^` (from the right), `!`.
struct MathFormula {
    private let tokens: [(token: MathToken, position: Int)]
    private var next = 0
    private var depth = 0

    static func value(of text: String) throws(MathProblem) -> Number {
        var formula = MathFormula(tokens: try MathToken.read(text))
        let value = try formula.sum()
        if formula.next < formula.tokens.count { throw formula.unexpected() }
        return value
    }

    private init(tokens: [(token: MathToken, position: Int)]) { self.tokens = tokens }

    private mutating func sum() throws(MathProblem) -> Number {
        var value = try product()
        while let sign = takes("+-") { value = sign == UInt8(ascii: "+") ? value + (try product()) : value - (try product()) }
        return value
    }

    private mutating func product() throws(MathProblem) -> Number {
        var value = try signed()
        while true {
            let place = tokens.indices.contains(next) ? tokens[next].position : nil
            let sign = takes("*/%") ?? (takesName("mod") ? UInt8(ascii: "%") : nil)
            guard let sign else { return value }
            let other = try signed()
            if sign == UInt8(ascii: "*") {
                value = value * other
            } else if let result = sign == UInt8(ascii: "/") ? value / other : MathFunctions.modulo(value, other) {
                value = result
            } else {
                throw MathProblem("a division by 0", at: place)
            }
        }
    }

    private mutating func signed() throws(MathProblem) -> Number {
        guard let sign = takes("+-") else { return try power() }
        let value = try deeper { formula throws(MathProblem) in try formula.signed() }
        return sign == UInt8(ascii: "-") ? -value : value
    }

    private mutating func power() throws(MathProblem) -> Number {
        var base = try atom()
        while takes("!") != nil { base = try MathFunctions.factorial(base) }
        guard takes("^") != nil else { return base }
        // -2^2 is -4, and 2^-1 is a half.
        let exponent = try deeper { formula throws(MathProblem) in try formula.signed() }
        return try MathFunctions.power(base, exponent)
    }

    private mutating func atom() throws(MathProblem) -> Number {
        guard next < tokens.count else { throw MathProblem("the formula ends too early") }
        let (token, position) = tokens[next]
        switch token {
        case .number(let number):
            next += 1
            return number
        case .name(let name):
            next += 1
            if takes("(") != nil { return try call(name, at: position) }
            guard let constant = MathFunctions.constants[name] else {
                throw MathProblem("'\(name.prefix(40))' is no constant", at: position)
            }
            return constant
        case .sign(UInt8(ascii: "(")):
            next += 1
            let value = try deeper { formula throws(MathProblem) in try formula.sum() }
            guard takes(")") != nil else { throw unexpected() }
            return value
        case .sign: throw unexpected()
        }
    }

    private mutating func call(_ name: String, at position: Int) throws(MathProblem) -> Number {
        var arguments: [Number] = []
        if takes(")") == nil {
            repeat { arguments.append(try deeper { formula throws(MathProblem) in try formula.sum() }) } while takes(",;") != nil
            guard takes(")") != nil else { throw unexpected() }
        }
        do throws(MathProblem) {
            return try MathFunctions.call(name, arguments)
        } catch {
            throw MathProblem(error.message, at: position)
        }
    }

    private mutating func deeper(_ read: (inout MathFormula) throws(MathProblem) -> Number) throws(MathProblem) -> Number {
        depth += 1
        defer { depth -= 1 }
        guard depth <= MathLimits.depth else { throw MathProblem("it is nested deeper than \(MathLimits.depth) levels (limit math.depth)") }
        return try read(&self)
    }

    private mutating func takes(_ signs: String) -> UInt8? {
        guard next < tokens.count, case .sign(let sign) = tokens[next].token, signs.utf8.contains(sign) else { return nil }
        next += 1
        return sign
    }

    private mutating func takesName(_ name: String) -> Bool {
        guard next < tokens.count, tokens[next].token == .name(name) else { return false }
        next += 1
        return true
    }

    private func unexpected() -> MathProblem {
        guard next < tokens.count else { return MathProblem("the formula ends too early") }
        switch tokens[next].token {
        case .sign(let sign) where sign != UInt8(ascii: "("):
            return MathProblem("'\(Character(UnicodeScalar(sign)))' isn't expected here", at: tokens[next].position)
        case .sign, .number, .name:
            return MathProblem("an operator is missing here; a product is written with *", at: tokens[next].position)
        }
    }
}
