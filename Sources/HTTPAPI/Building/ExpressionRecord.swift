import Expressions
import Values

/// The language of `{{...}}` as the builder's palette and completion need it.
enum ExpressionRecord {
    static func language() -> Record {
        [
            "functions": FunctionLibrary.all.map(function),
            "keywords": ExpressionLanguage.keywords.map(word), "variables": ExpressionLanguage.variables.map(word),
            "operators": ExpressionLanguage.operators.map {
                ["symbol": $0.symbol, "level": $0.level, "summary": $0.summary, "example": $0.example] as Record
            },
            "references": ExpressionLanguage.references.map { ["form": $0.form, "summary": $0.summary] as Record },
            "dateTokens": DateToken.all.map { ["token": $0.token, "summary": $0.summary, "example": $0.example] as Record },
        ]
    }

    private static func function(_ function: FunctionDescription) -> Record {
        [
            "name": function.name, "signature": function.signature, "summary": function.summary, "group": function.group,
            "result": function.result,
            "example": ["expression": function.example, "result": function.exampleResult] as Record,
            "parameters": function.parameters.map {
                ["name": $0.name, "types": $0.types, "optional": $0.isOptional, "repeated": $0.isRepeated] as Record
            },
        ]
    }

    private static func word(_ word: ExpressionLanguage.Word) -> Record {
        ["name": word.name, "type": word.type, "summary": word.summary]
    }

    /// Whether a text can be read: where not, why; otherwise what it calls that does not exist.
    static func check(_ text: String) -> Record {
        do throws(ExpressionError) {
            let unknown = try Template(parsing: text).unknownFunctions
            return ["ok": true, "warnings": unknown.map { name, offset in Self.unknown(name, offset, text) }]
        } catch {
            let (line, character) = error.position(in: text)
            return ["ok": false, "offset": error.offset, "line": line, "character": character, "message": error.message]
        }
    }

    private static func unknown(_ name: String, _ offset: Int, _ text: String) -> Record {
        let hint = FunctionLibrary.hint(for: name)
        let error = ExpressionError(offset: offset, message: "There is no function '\(name)'." + (hint.isEmpty ? "" : " \(hint)"))
        let (line, character) = error.position(in: text)
        return ["offset": offset, "line": line, "character": character, "message": error.message]
    }
}
