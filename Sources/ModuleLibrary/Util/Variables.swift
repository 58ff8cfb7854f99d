import Automation
import Values

/// Variables live in the run; the interpreter keeps them.
enum Variables {
    static let descriptors = [setOne, setMany, getOne, getMany]

    private static let scope = FieldDescriptor(
        "scope", "Lifetime", "select", required: true, help: "How long the variable keeps its value.", initial: "roundtrip",
        options: [.init("roundtrip", "One cycle"), .init("execution", "The whole run")])
    private static let name = FieldDescriptor("name", "Variable name", required: true)

    private static let setOne = ModuleDescriptor(
        name: "util:SetVariable2", label: "Set variable", summary: "Gives a variable of this run a value.", app: .util, role: .setVariable,
        effect: .pure, mapper: [name, scope, FieldDescriptor("value", "Variable value", "any", multiline: true)])

    private static let setMany = ModuleDescriptor(
        name: "util:SetVariables", label: "Set multiple variables", summary: "Gives several variables of this run their values at once.",
        app: .util, role: .setVariables, effect: .pure,
        mapper: [
            FieldDescriptor(
                "variables", "Variables", "array", required: true,
                fields: [name, FieldDescriptor("value", "Variable value", "any", multiline: true)]),
            scope,
        ])

    private static let getOne = ModuleDescriptor(
        name: "util:GetVariable2", label: "Get variable", summary: "Reads a variable that was set earlier in this run, on any route.",
        app: .util, role: .getVariable, effect: .pure, mapper: [name])

    private static let getMany = ModuleDescriptor(
        name: "util:GetVariables", label: "Get multiple variables", summary: "Reads several variables that were set earlier in this run.",
        app: .util, role: .getVariables, effect: .pure,
        mapper: [FieldDescriptor("variables", "Variable names", "array", required: true, help: "A list of names.")])
}
