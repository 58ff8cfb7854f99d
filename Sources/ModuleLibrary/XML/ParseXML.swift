import Automation
import Values

/// `xml:ParseXML`
struct ParseXML: PureModule {
    let descriptor = ModuleDescriptor(
        name: "xml:ParseXML", label: "Parse XML", summary: "Reads an XML document.", app: .xml, role: .action, effect: .pure,
        parameters: [
            FieldDescriptor("type", "Data structure", "udt", help: "Says which fields to expect; reading works without it."),
            FieldDescriptor(
                "preserveNumbersAsText", "Keep numbers as text", "boolean",
                help: "If not, a text that is a common number becomes one.", initial: false, advanced: true),
        ],
        mapper: [XMLFields.xml])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let bytes = try XMLFields.bytes(input)
        do throws(XMLProblem) {
            let (root, value) = try XMLValue.read(bytes, numbersAsText: input.parameters.flag("preserveNumbersAsText", false))
            return [.collection([root: value])]
        } catch {
            throw XMLFields.failure(error)
        }
    }
}
