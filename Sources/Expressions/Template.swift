import Values

/// A text with `{{ }}` islands, parsed once and evaluated for every bundle.
package struct Template: Sendable {
    enum Body: Sendable {
        case constant(Value)
        /// Exactly one island: its result keeps its type.
        case island(Expression)
        case mixed([Part])
    }

    enum Part: Sendable {
        case text(String)
        case island(Expression)
    }

    let body: Body
    /// Every function that is called, with the UTF-16 offset of its name.
    package let functions: [(name: String, offset: Int)]
    /// The ids of the modules that are referred to, each once.
    package let references: [Int]

    package init(parsing text: String) throws(ExpressionError) {
        guard text.utf8.contains(UInt8(ascii: "{")) else {
            body = .constant(.text(text))
            functions = []
            references = []
            return
        }
        var parser = Parser(text)
        body = Template.body(of: try Template.parts(&parser), text)
        functions = parser.calls.map { ($0.name, parser.lexer.utf16Offset($0.offset)) }
        references = parser.modules
    }

    package var isConstant: Bool {
        guard case .constant = body else { return false }
        return true
    }

    package var unknownFunctions: [(name: String, offset: Int)] { functions.filter { !FunctionTable.isKnown($0.name) } }

    /// Where the function stands that failed; `nil` where the error names none, or it is called more than once.
    package func offset(of error: EvaluationError) -> Int? {
        let named = functions.filter {
            error.message.hasPrefix("Function '\($0.name)'") || error.message.hasPrefix("Unknown function '\($0.name)'")
        }
        return named.count == 1 ? named[0].offset : nil
    }

    private static func parts(_ parser: inout Parser) throws(ExpressionError) -> [Part] {
        var parts: [Part] = []
        var start = 0
        while parser.lexer.position < parser.lexer.bytes.count {
            let opening = parser.lexer.position
            guard parser.lexer.take("{{") else {
                parser.lexer.position += 1
                continue
            }
            if opening > start { parts.append(.text(String(decoding: parser.lexer.bytes[start..<opening], as: UTF8.self))) }
            parts.append(.island(try parser.island(openedAt: opening)))
            start = parser.lexer.position
        }
        if start < parser.lexer.bytes.count {
            parts.append(.text(String(decoding: parser.lexer.bytes[start...], as: UTF8.self)))
        }
        return parts
    }

    private static func body(of parts: [Part], _ text: String) -> Body {
        guard parts.count <= 1 else { return .mixed(parts) }
        guard case .island(let expression)? = parts.first else { return .constant(.text(text)) }
        switch expression {
        case .constant(let value): return .constant(value)
        case .keyword(.emptystring): return .constant(.text(""))
        default: return .island(expression)
        }
    }
}
