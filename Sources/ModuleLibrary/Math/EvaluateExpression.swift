import Automation
import Values

/// `math:EvaluateExpression`
struct EvaluateExpression: PureModule {
    let descriptor = ModuleDescriptor(
        name: "math:EvaluateExpression", label: "Evaluate an expression", summary: "Works out a formula such as sqrt(3^2 + 4^2).",
        app: .math, role: .action, effect: .pure,
        mapper: [
            FieldDescriptor(
                "expression", "Expression", required: true,
                help: "Numbers, + - * / % ^ !, parentheses, constants such as pi, and functions such as round(x, 2).", multiline: true)
        ],
        output: [FieldDescriptor("result", "Result", "number")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let text = try input.mapper.required("expression", "Expression")
        guard text.utf8.count <= MathLimits.bytes else {
            throw .reached("math.bytes", "The expression is longer than \(MathLimits.bytes) bytes")
        }
        do throws(MathProblem) {
            return [["result": .number(try MathFormula.value(of: text))]]
        } catch {
            let place = error.position.map { " at character \(String(decoding: text.utf8.prefix($0), as: UTF8.self).count + 1)" } ?? ""
            throw ModuleFailure("DataError", "The expression can't be worked out\(place): \(error.message).")
        }
    }
}
