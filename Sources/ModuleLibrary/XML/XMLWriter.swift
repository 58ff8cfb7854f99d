import Automation
import Values

/// Writes a value as a document; what ``XMLValue`` read comes out as the same elements.
struct XMLWriter {
    private var bytes = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8 + [10])

    static func document(_ fields: Fields) throws(ModuleFailure) -> String {
        guard fields.count == 1, let root = fields.entries.first else {
            throw ModuleFailure("DataError", "A document has exactly one element at its top; there are \(fields.count).")
        }
        let value: Value
        switch root.value {
        case .array(let items):
            guard items.count == 1 else {
                throw ModuleFailure(
                    "DataError", "A document has exactly one element at its top; '\(root.key)' is a list of \(items.count).")
            }
            value = items[0]
        default: value = root.value
        }
        var writer = XMLWriter()
        try writer.write(value, root.key, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ value: Value, _ name: String, depth: Int) throws(ModuleFailure) {
        guard depth < XMLLimits.depth else { throw .reached("xml.depth", "The value is nested deeper than \(XMLLimits.depth) levels") }
        guard bytes.count <= XMLLimits.bytes else { throw .reached("xml.bytes", "The XML would be longer than \(XMLLimits.bytes) bytes") }
        if case .array(let items) = value {
            for item in items { try write(item, name, depth: depth + 1) }
            return
        }
        try check(name)
        bytes += "<\(name)".utf8
        guard case .collection(let fields) = value else {
            finish(text: value.moduleText, name)
            return
        }
        for attribute in fields["_attributes"]?.asCollection ?? [:] where !attribute.value.isNull {
            try check(attribute.key)
            bytes += " \(attribute.key)=\"".utf8
            escape(attribute.value.moduleText, isAttribute: true)
            bytes.append(UInt8(ascii: "\""))
        }
        let text = fields["_value"]?.moduleText ?? ""
        let children = fields.entries.filter { $0.key != "_attributes" && $0.key != "_value" }
        guard !children.isEmpty else { return finish(text: text, name) }
        bytes.append(UInt8(ascii: ">"))
        escape(text, isAttribute: false)
        for child in children { try write(child.value, child.key, depth: depth + 1) }
        bytes += "</\(name)>".utf8
    }

    private mutating func finish(text: String, _ name: String) {
        guard !text.isEmpty else { return bytes += "/>".utf8 }
        bytes.append(UInt8(ascii: ">"))
        escape(text, isAttribute: false)
        bytes += "</\(name)>".utf8
    }

    /// Signs that no document can hold are left out.
    private mutating func escape(_ text: String, isAttribute: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\"") where isAttribute: bytes += "&quot;".utf8
            case 13: bytes += "&#13;".utf8
            case 9 where isAttribute, 10 where isAttribute: bytes += "&#\(byte);".utf8
            case 9, 10, 32...: bytes.append(byte)
            default: break
            }
        }
    }

    private func check(_ name: String) throws(ModuleFailure) {
        guard let first = name.utf8.first, name.utf8.allSatisfy(XMLReader.isNamePart), !"0123456789.-".utf8.contains(first) else {
            throw ModuleFailure(
                "DataError", "'\(name.prefix(60))' can't be the name of an element or attribute: it may hold letters, digits, . - _ : only."
            )
        }
    }
}
