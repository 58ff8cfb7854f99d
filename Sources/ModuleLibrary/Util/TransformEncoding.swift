import Automation
import Values

/// `util:TransformEncoding`
struct TransformEncoding: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:TransformEncoding", label: "Convert the encoding of a text",
        summary: "Reads a text or binary data in one encoding and gives it in another.", app: .util, role: .action, effect: .pure,
        mapper: [
            FieldDescriptor("data", "Input data", "any", required: true),
            FieldDescriptor(
                "inputEncoding", "Input encoding", "select", help: "Of binary data. Empty: what is known of it, else UTF-8.", initial: "",
                options: [.init("", "As known")] + choices),
            FieldDescriptor("outputEncoding", "Output encoding", "select", required: true, initial: "utf-8", options: choices),
        ],
        output: [FieldDescriptor("data", "Data", "buffer")])

    private static let choices = TextEncoding.names.map { FieldDescriptor.Option($0, $0.uppercased()) }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let name = try encoding(input.mapper.text("outputEncoding") ?? "utf-8")
        let text = try text(input.mapper["data"] ?? .null, input.mapper.text("inputEncoding"))
        guard let bytes = TextEncoding.bytes(text, in: name) else {
            throw ModuleFailure("DataError", "The text has signs that \(name) doesn't have.")
        }
        return [["data": .buffer(Buffer(bytes: bytes, encoding: name))]]
    }

    private func text(_ value: Value, _ given: String?) throws(ModuleFailure) -> String {
        guard case .buffer(let buffer) = value else { return value.moduleText }
        let name = try encoding(given ?? buffer.encoding ?? "utf-8")
        guard let text = TextEncoding.text(buffer.bytes, in: name) else {
            throw ModuleFailure("DataError", "The data is not text in \(name). Choose the input encoding that it has.")
        }
        return text
    }

    private func encoding(_ name: String) throws(ModuleFailure) -> String {
        guard TextEncoding.isKnown(name) else {
            throw .refused(
                "'\(name.prefix(40))' is no encoding that is known here. There are: \(TextEncoding.names.joined(separator: ", ")).")
        }
        return name.lowercased()
    }
}
