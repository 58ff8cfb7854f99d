import Expressions
import Values

/// `docs/expressions.md`: what stands between `<!-- NAME -->` and `<!-- end -->` is made from the library, the rest is written by hand.
struct ExpressionDocument {
    private(set) var text = ""

    init(_ old: String) {
        var isMade = false
        var lines: [String] = []
        for line in old.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "<!-- end -->" { isMade = false }
            if !isMade { lines.append(String(line)) }
            if line.hasPrefix("<!-- "), line != "<!-- end -->" {
                isMade = true
                lines += Self.section(String(line.dropFirst(5).dropLast(4)))
            }
        }
        text = lines.joined(separator: "\n")
    }

    private static func section(_ name: String) -> [String] {
        switch name {
        case "keywords": table(["word", "is"], ExpressionLanguage.keywords.map { [code($0.name), $0.summary] })
        case "variables": table(["word", "is"], ExpressionLanguage.variables.map { [code($0.name), $0.summary] })
        case "operators":
            table(["operator", "does", "example"], ExpressionLanguage.operators.map { [code($0.symbol), $0.summary, code($0.example)] })
        case "references": table(["form", "is"], ExpressionLanguage.references.map { [code($0.form), $0.summary] })
        case "tokens": table(["token", "writes", "example"], DateToken.all.map { [code($0.token), $0.summary, code($0.example)] })
        default:
            table(
                ["function", "does", "example", "gives"],
                FunctionLibrary.all.filter { $0.group == name }.map {
                    [code($0.signature), $0.summary, code($0.example), code($0.exampleResult.text())]
                })
        }
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> [String] {
        ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
    }

    private static func code(_ text: String) -> String {
        let escaped = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        return text.contains("`") ? "`` \(escaped) ``" : "`\(escaped)`"
    }
}
