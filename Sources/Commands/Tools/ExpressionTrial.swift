import Expressions
import Values

/// One text, evaluated once: its value and type, or why it has none and where.
struct ExpressionTrial {
    let text: String
    let world: ExpressionWorld

    func output(asJSON: Bool) -> CommandOutput {
        let template: Template
        do throws(ExpressionError) {
            template = try Template(parsing: text)
        } catch {
            return failure(error.message, at: error, .badInput, asJSON)
        }
        do throws(EvaluationError) {
            let result = try template.evaluateField(world)
            let (type, value) = Self.described(result)
            guard !asJSON else { return CommandOutput(["type": .string(type), "value": value.json]) }
            return CommandOutput(Self.plain(value).map { "\(type): \($0)" } ?? type)
        } catch {
            let place = template.offset(of: error).map { ExpressionError(offset: $0, message: "") }
            return failure("\(error)", at: place, .runFailed, asJSON)
        }
    }

    private static func described(_ result: FieldResult) -> (type: String, value: Value) {
        switch result {
        case .ignore: ("ignore", .null)
        case .erase: ("erase", .null)
        case .value(let value): (type(of: value), value)
        }
    }

    private static func type(of value: Value) -> String {
        switch value {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .text: "text"
        case .date: "date"
        case .buffer: "buffer"
        case .array: "array"
        case .collection: "collection"
        }
    }

    /// Text as it is, everything else as JSON; `nil` where the type says it all.
    private static func plain(_ value: Value) -> String? {
        switch value {
        case .null: nil
        case .text(let text): text
        case .date(let date): date.iso8601
        default: value.json.text()
        }
    }

    private func failure(_ message: String, at place: ExpressionError?, _ exit: ExitStatus, _ asJSON: Bool) -> CommandOutput {
        let position = place.map { $0.position(in: text) }
        guard !asJSON else {
            let error: JSON = [
                "message": .string(message), "offset": place.map { .number("\($0.offset)") } ?? .null,
                "line": position.map { .number("\($0.line)") } ?? .null,
                "character": position.map { .number("\($0.character)") } ?? .null,
            ]
            return CommandOutput(JSON.object(JSONObject([("error", error)])).text(), exit: exit)
        }
        guard let position else { return .failure(message, exit) }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines[min(position.line, lines.count) - 1]
        // Tabs stay tabs, so that the caret stands below what it points at.
        let indent = String(line.prefix(position.character - 1).map { $0 == "\t" ? "\t" : " " })
        return .failure("line \(position.line), character \(position.character): \(message)\n\(line)\n\(indent)^", exit)
    }
}
