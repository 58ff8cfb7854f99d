import Automation
import Values

/// `http:ActionRetrieveHeaders`: a bundle for each header of an answer.
struct RetrieveHeaders: PureModule {
    let descriptor = ModuleDescriptor(
        name: "http:ActionRetrieveHeaders", versions: [3], label: "Retrieve headers",
        summary: "Gives the headers of an answer one by one, each as a bundle.", app: .http, role: .action, effect: .pure,
        mapper: [
            FieldDescriptor(
                "headers", "Headers", "array", required: true, help: "Those of an HTTP module's answer.",
                fields: [FieldDescriptor("name", "Name"), FieldDescriptor("value", "Value")])
        ], output: [FieldDescriptor("name", "Name"), FieldDescriptor("value", "Value")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        input.mapper.rows("headers").map { ["name": .text($0.text("name") ?? ""), "value": .text($0["value"]?.moduleText ?? "")] }
    }
}
