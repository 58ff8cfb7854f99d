import Automation
import Values

/// What the XML modules share.
enum XMLFields {
    static let xml = FieldDescriptor("xml", "XML", "any", required: true, multiline: true)

    /// The document's bytes in UTF-8.
    static func bytes(_ input: ModuleInput) throws(ModuleFailure) -> [UInt8] {
        let value = input.mapper["xml"] ?? .null
        var bytes = value.moduleBytes
        guard !bytes.isEmpty else { throw ModuleFailure("DataError", "There is no XML to read: the text is empty.") }
        guard bytes.count <= XMLLimits.bytes else { throw .reached("xml.bytes", "The XML is longer than \(XMLLimits.bytes) bytes") }
        guard case .buffer(let buffer) = value else { return bytes }
        let name = buffer.encoding ?? DeclaredCharset.xml(bytes) ?? "utf-8"
        guard TextEncoding.isKnown(name) else { return bytes }
        guard let text = TextEncoding.text(bytes, in: name) else {
            throw ModuleFailure("DataError", "The XML is not text in \(name), as it says.")
        }
        bytes = Array(text.utf8)
        return bytes
    }

    static func failure(_ problem: XMLProblem) -> ModuleFailure {
        if let bound = problem.bound {
            return .reached(bound, "Line \(problem.line), column \(problem.column) of the XML: \(problem.message)")
        }
        return ModuleFailure(
            "DataError", "The text is not XML: line \(problem.line), column \(problem.column): \(problem.message).",
            detail: ["line": .number(Number(problem.line)), "column": .number(Number(problem.column))])
    }
}
