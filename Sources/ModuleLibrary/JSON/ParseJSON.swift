import Automation
import Values

/// `json:ParseJSON`
struct ParseJSON: PureModule {
    let descriptor = ModuleDescriptor(
        name: "json:ParseJSON", label: "Parse JSON", summary: "Reads a JSON text. An array becomes one bundle for each of its items.",
        app: .json, role: .action, effect: .pure,
        parameters: [FieldDescriptor("type", "Data structure", "udt", help: "What is read is held to it; reading works without it.")],
        mapper: [FieldDescriptor("json", "JSON text", "any", required: true, multiline: true)],
        output: [FieldDescriptor("value", "Value", "any", help: "Where the JSON, or an item of its array, is no object.")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        var bundles: [Value] = []
        for value in try read(input) { bundles.append(try input.structured(value, began: true)) }
        return bundles
    }

    private func read(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        switch input.mapper["json"] {
        // Parsed before already: mapped from a module that reads JSON by itself.
        case .array(let items): return items.map(bundle)
        case .collection(let fields): return [.collection(fields)]
        default: break
        }
        let bytes = input.mapper["json"]?.moduleBytes ?? []
        guard !bytes.isEmpty else { throw ModuleFailure("DataError", "There is no JSON to read: the text is empty.") }
        do throws(JSONError) {
            let value = Value(try JSON(parsing: bytes))
            guard case .array(let items) = value else { return [bundle(of: value)] }
            return items.map(bundle)
        } catch {
            throw ModuleFailure(
                "DataError", "The text is not JSON: \(error)",
                detail: ["line": .number(Number(error.line)), "column": .number(Number(error.column))])
        }
    }

    private func bundle(of value: Value) -> Value {
        guard case .collection = value else { return ["value": value] }
        return value
    }
}
