import Values

extension Parser {
    /// What stands by itself, and whether steps may follow that have not been read yet.
    mutating func primary() throws(ExpressionError) -> (Expression, takesSteps: Bool) {
        guard let byte = lexer.current else { throw lexer.error("expected a value, found the end of the text") }
        guard !lexer.isCurledQuote else { throw lexer.error("texts stand between straight quotes (\"), not between \(lexer.found)") }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return (.constant(.text(try lexer.quoted(byte))), true)
        case UInt8(ascii: "`"): return (try backtick(), false)
        case UInt8(ascii: "("):
            lexer.position += 1
            let inner = try expression()
            lexer.skipSpace()
            guard lexer.take(")") else { throw lexer.error("expected ')', found \(lexer.found)") }
            return (inner, true)
        case _ where Lexer.isDigit(byte): return (try numberOrReference(), false)
        case UInt8(ascii: ".") where lexer.peek(1).map(Lexer.isDigit) == true: return (try number(whole: "0", at: lexer.position), false)
        case _ where Lexer.startsName(byte): return try word()
        default: throw lexer.error("expected a value, found \(lexer.found)\(advice)")
        }
    }

    /// `` `5` `` is module 5's whole bundle; any other name in backticks belongs to nothing.
    private mutating func backtick() throws(ExpressionError) -> Expression {
        let name = try lexer.quoted(UInt8(ascii: "`"))
        let steps = try steps()
        guard let module = Int(name) else { return .constant(.null) }
        return reference(module, steps)
    }

    /// `12`, `0.5`, `5.name`, ``5.`a name` ``, `5[1]`.
    private mutating func numberOrReference() throws(ExpressionError) -> Expression {
        let start = lexer.position
        let whole = lexer.digits()
        guard let next = lexer.current else { return try number(whole: whole, at: start) }
        if next == UInt8(ascii: "."), let after = lexer.peek(1), Lexer.isDigit(after), !isNameBehindPoint {
            return try number(whole: whole, at: start)
        }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: "[") else { return try number(whole: whole, at: start) }
        guard let module = Int(whole) else { throw lexer.error("the module number \(whole) is too large", at: start) }
        return reference(module, try steps())
    }

    /// Whether the digits behind the point go on as a name, as in `1.3rd`, or have steps of their own, as in `1.0.name`.
    private var isNameBehindPoint: Bool {
        var copy = lexer
        copy.position += 1
        _ = copy.digits()
        guard let next = copy.current else { return false }
        return Lexer.startsName(next) || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }

    private mutating func number(whole: String, at start: Int) throws(ExpressionError) -> Expression {
        var literal = whole
        if lexer.current == UInt8(ascii: "."), lexer.peek(1).map(Lexer.isDigit) == true {
            lexer.position += 1
            literal += "." + lexer.digits()
        }
        guard let number = Number(parsing: literal) else { throw lexer.error("\(literal) is no number", at: start) }
        return .constant(.number(number))
    }

    private mutating func reference(_ module: Int, _ path: [Step]) -> Expression {
        if !modules.contains(module) { modules.append(module) }
        return .reference(module: module, path: path)
    }

    /// A call, a keyword, `var...`, or a word that means nothing and so is null.
    private mutating func word() throws(ExpressionError) -> (Expression, takesSteps: Bool) {
        let start = lexer.position
        let name = lexer.name()
        let end = lexer.position
        lexer.skipSpace()
        if lexer.take("(") { return (try call(name, at: start), true) }
        lexer.position = end
        if name == "var" { return (variable(try steps()), false) }
        if let value = Words.constants[name] { return (.constant(value), true) }
        if let keyword = Keyword(rawValue: name) { return (.keyword(keyword), true) }
        _ = try steps()
        return (.constant(.null), false)
    }

    private func variable(_ steps: [Step]) -> Expression {
        let names = steps.prefix { if case .field = $0 { true } else { false } }
        return .variable(
            names: names.compactMap { if case .field(let name) = $0 { name } else { nil } }, path: Array(steps[names.count...]))
    }

    private mutating func call(_ name: String, at start: Int) throws(ExpressionError) -> Expression {
        calls.append((name, start))
        let arguments = try arguments(of: name, at: start)
        if let choice = Choice(rawValue: name) { return .choice(choice, arguments) }
        guard let function = FunctionTable.functions[name] else { return .unknownCall(name) }
        return .call(function, arguments)
    }

    /// An argument may be missing: `if(a; b; )`.
    private mutating func arguments(of name: String, at start: Int) throws(ExpressionError) -> [Expression] {
        var arguments: [Expression] = []
        lexer.skipSpace()
        if lexer.take(")") { return [] }
        while true {
            lexer.skipSpace()
            guard let byte = lexer.current else { throw lexer.error("'\(name)(' has no ')'", at: start) }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: ")") {
                arguments.append(.constant(.null))
            } else {
                arguments.append(try expression())
                lexer.skipSpace()
            }
            if lexer.take(")") { return arguments }
            guard lexer.take(";") else { throw separatorError(name, at: start) }
        }
    }

    private func separatorError(_ name: String, at start: Int) -> ExpressionError {
        guard let byte = lexer.current else { return lexer.error("'\(name)(' has no ')'", at: start) }
        if byte == UInt8(ascii: ",") { return lexer.error("arguments are separated by ';', not by ','") }
        return lexer.error("expected ';' or ')' in the arguments of '\(name)', found \(lexer.found)\(advice)")
    }
}
