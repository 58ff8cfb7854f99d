import Values

/// Recursive descent over one island after the other.
struct Parser {
    var lexer: Lexer
    var depth = 0
    /// Every call, by the offset of its name, known or not.
    var calls: [(name: String, offset: Int)] = []
    var modules: [Int] = []

    init(_ text: String) { lexer = Lexer(text) }

    /// Reads from behind `{{` to behind `}}`.
    mutating func island(openedAt opening: Int) throws(ExpressionError) -> Expression {
        lexer.skipSpace()
        if lexer.take("}}") { return .constant(.null) }
        guard lexer.current != nil else { throw lexer.error("'{{' has no '}}' that ends it", at: opening) }
        let expression = try expression()
        guard lexer.take("}}") else {
            guard lexer.current != nil else { throw lexer.error("'{{' has no '}}' that ends it", at: opening) }
            throw lexer.error("expected an operator or '}}', found \(lexer.found)\(advice)")
        }
        return expression
    }

    /// What to write instead of what stands at the position, where that is known.
    var advice: String {
        var copy = lexer
        guard let byte = copy.current else { return "" }
        if Lexer.startsName(byte) {
            switch copy.name().lowercased() {
            case "and": return "; write '&' for 'and'"
            case "or": return "; write '|' for 'or'"
            case "mod": return "; write '%' for 'mod'"
            default: return ""
            }
        }
        switch byte {
        case UInt8(ascii: ","): return "; arguments are separated by ';'"
        case UInt8(ascii: "{"): return "; an expression within an expression has no braces of its own"
        default: return ""
        }
    }

    mutating func expression() throws(ExpressionError) -> Expression {
        guard depth < ExpressionLimits.maxNesting else {
            throw lexer.error("nested deeper than maxNesting, which is \(ExpressionLimits.maxNesting)")
        }
        depth += 1
        let expression = try chain(level: 0)
        depth -= 1
        return expression
    }

    private static let unaryLevel = 6

    /// Operators of this level in a row; the loosest level is 0.
    private mutating func chain(level: Int) throws(ExpressionError) -> Expression {
        guard level < Self.unaryLevel else { return try unary() }
        let first = try chain(level: level + 1)
        var operands: [Expression.Operand] = []
        lexer.skipSpace()
        while let symbol = takeOperator(level) {
            operands.append(Expression.Operand(symbol: symbol, expression: try chain(level: level + 1)))
            lexer.skipSpace()
        }
        return operands.isEmpty ? first : .chain(first, operands)
    }

    private mutating func takeOperator(_ level: Int) -> Operator? {
        switch level {
        case 0: lexer.take("||") || lexer.take("|") ? .or : nil
        case 1: lexer.take("&&") || lexer.take("&") ? .and : nil
        case 2:
            if lexer.take("!==") || lexer.take("!=") {
                .notEqual
            } else if lexer.take("===") || lexer.take("==") || lexer.take("=") {
                .equal
            } else {
                nil
            }
        case 3:
            if lexer.take("<=") {
                .lessOrEqual
            } else if lexer.take(">=") {
                .greaterOrEqual
            } else if lexer.take("<") {
                .less
            } else {
                lexer.take(">") ? .greater : nil
            }
        case 4: lexer.take("+") ? .add : lexer.take("-") ? .subtract : nil
        default: lexer.take("*") ? .multiply : lexer.take("/") ? .divide : lexer.take("%") ? .remainder : nil
        }
    }

    private mutating func unary() throws(ExpressionError) -> Expression {
        lexer.skipSpace()
        var signs: [UInt8] = []
        while let byte = lexer.current, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "+") {
            guard signs.count < ExpressionLimits.maxNesting else {
                throw lexer.error("more signs than maxNesting, which is \(ExpressionLimits.maxNesting)")
            }
            signs.append(byte)
            lexer.position += 1
            lexer.skipSpace()
        }
        var expression = try postfix()
        for sign in signs.reversed() where sign != UInt8(ascii: "+") {
            if sign == UInt8(ascii: "!") {
                expression = .not(expression)
            } else if case .constant(.number(let number)) = expression {
                expression = .constant(.number(-number))
            } else {
                expression = .negation(expression)
            }
        }
        return expression
    }

    private mutating func postfix() throws(ExpressionError) -> Expression {
        let (base, takesSteps) = try primary()
        guard takesSteps else { return base }
        let steps = try steps()
        return steps.isEmpty ? base : .path(base, steps)
    }

    /// Steps as far as they go: `.name`, ``.`any name` ``, `.0`, `[2]`, `[]`.
    mutating func steps() throws(ExpressionError) -> [Step] {
        var steps: [Step] = []
        while let byte = lexer.current {
            if byte == UInt8(ascii: ".") {
                lexer.position += 1
                steps.append(.field(try fieldName()))
            } else if byte == UInt8(ascii: "[") {
                lexer.position += 1
                steps.append(try index())
            } else {
                break
            }
        }
        return steps
    }

    private mutating func fieldName() throws(ExpressionError) -> String {
        lexer.skipSpace()
        guard let byte = lexer.current else { throw lexer.error("expected a name after '.', found the end of the text") }
        if byte == UInt8(ascii: "`") { return try lexer.quoted(byte) }
        guard Lexer.startsName(byte) || Lexer.isDigit(byte) else { throw lexer.error("expected a name after '.', found \(lexer.found)") }
        return lexer.name()
    }

    private mutating func index() throws(ExpressionError) -> Step {
        lexer.skipSpace()
        if lexer.take("]") { return .each }
        let inner = try expression()
        lexer.skipSpace()
        guard lexer.take("]") else { throw lexer.error("expected ']', found \(lexer.found)") }
        if case .constant(.number(let number)) = inner, let position = number.int { return .item(position) }
        return .computed(inner)
    }
}
