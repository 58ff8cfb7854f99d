import Automation
import Foundation
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
        let name = buffer.encoding ?? declaredEncoding(bytes)
        guard let encoding = TextEncoding.encoding(named: name), encoding != .utf8 else { return bytes }
        guard let text = String(data: Data(bytes), encoding: encoding) else {
            throw ModuleFailure("DataError", "The XML is not text in \(name), as it says.")
        }
        bytes = Array(text.utf8)
        return bytes
    }

    private static func declaredEncoding(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
        let start = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard start.hasPrefix("<?xml"), let match = start.firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/) else { return "utf-8" }
        return String(match.1)
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
