import Automation
import Values

/// `json:JSONtoXML`
struct JSONToXML: PureModule {
    let descriptor = ModuleDescriptor(
        name: "json:JSONtoXML", label: "Convert JSON to XML",
        summary: "Writes a JSON object with one member at its top as an XML document.",
        app: .json, role: .action, effect: .pure,
        mapper: [FieldDescriptor("json", "JSON text", "any", required: true, multiline: true)],
        output: [FieldDescriptor("xml", "XML")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let bundles = try ParseJSON().run(input)
        guard bundles.count == 1, let fields = bundles[0].asCollection else {
            throw ModuleFailure("DataError", "A document has exactly one element at its top; this JSON is a list.")
        }
        return [["xml": .text(try XMLWriter.document(fields))]]
    }
}
