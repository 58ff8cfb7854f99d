import Automation
import Values

/// `xml:TransformToXML`
struct TransformToXML: PureModule {
    let descriptor = ModuleDescriptor(
        name: "xml:TransformToXML", label: "Create XML", summary: "Writes the fields of a data structure as an XML document.", app: .xml,
        role: .action, effect: .pure,
        parameters: [
            FieldDescriptor(
                "type", "Data structure", "udt", required: true,
                help: "Its one field at the top is the document's element; _attributes and _value mean what they mean in reading.")
        ],
        output: [FieldDescriptor("xml", "XML")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        [["xml": .text(try XMLWriter.document(input.mapper))]]
    }
}
