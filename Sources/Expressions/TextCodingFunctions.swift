import Foundation
import Values

enum TextCodingFunctions {
    static let all: [Function] = [
        Function(
            "encodeURL", "text", gives: "text", "Writes a text so that it can be a part of a URL.",
            example: #"encodeURL("a b&c")"#, encodeURL),
        Function(
            "decodeURL", "text", gives: "text", "Reads a text that was written as a part of a URL.",
            example: #"decodeURL("a%20b%26c")"#, decodeURL),
        Function(
            "escapeHTML", "text", gives: "text", "Writes the signs that mean something in HTML as entities.",
            example: #"escapeHTML("<b>Hello</b>")"#, escapeHTML),
        Function(
            "stripHTML", "text", gives: "text", "Removes HTML tags.",
            example: #"stripHTML("<b>Hello</b>")"#, stripHTML),
        Function(
            "escapeMarkdown", "text", gives: "text", "Writes the signs that mean something in Markdown as entities.",
            example: ##"escapeMarkdown("# Header")"##, escapeMarkdown),
        Function(
            "escapeJSON", "text", gives: "text", "Writes a text so that it can stand between quotes in JSON.",
            example: #"escapeJSON("a ""quoted"" word")"#, escapeJSON),
        Function(
            "ascii", "text; [removeDiacritics:boolean]", gives: "text",
            "Drops all but ASCII characters; with true, accents are taken off first.",
            example: #"ascii("ěščřž"; true)"#, ascii),
        Function(
            "base64", "value:text|buffer", gives: "text", "Encodes as base64.",
            example: #"base64("Make")"#, base64),
    ]

    static func encodeURL(_ call: Call) throws(EvaluationError) -> Value {
        var result: [UInt8] = []
        for byte in try call.text(0).utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.append(byte)
            case _ where "-_.!~*'()".utf8.contains(byte): result.append(byte)
            default:
                result.append(UInt8(ascii: "%"))
                result.append(contentsOf: TextCoding.hex([byte]).uppercased().utf8)
            }
        }
        return try ExpressionLimits.check(String(decoding: result, as: UTF8.self))
    }

    static func decodeURL(_ call: Call) throws(EvaluationError) -> Value {
        let bytes = Array(try call.text(0).utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "%") else {
                result.append(bytes[position])
                position += 1
                continue
            }
            guard position + 2 < bytes.count, let byte = TextCoding.byte(bytes[position + 1], bytes[position + 2]) else {
                throw .data("The text has a '%' that two hexadecimal digits don't follow.")
            }
            result.append(byte)
            position += 3
        }
        guard let text = String(validating: result, as: UTF8.self) else { throw .data("The decoded text is not valid UTF-8.") }
        return .text(text)
    }

    static func escapeHTML(_ call: Call) throws(EvaluationError) -> Value {
        try escaped(try call.text(0)) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            default: nil
            }
        }
    }

    static func escapeMarkdown(_ call: Call) throws(EvaluationError) -> Value {
        try escaped(try call.text(0)) { byte in "\\`*_{}[]()#+-.!|~<>".utf8.contains(byte) ? "&#\(byte);" : nil }
    }

    private static func escaped(_ text: String, _ escape: (UInt8) -> String?) throws(EvaluationError) -> Value {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte < 0x80, let replacement = escape(byte) {
                result.append(contentsOf: replacement.utf8)
            } else {
                result.append(byte)
            }
        }
        return try ExpressionLimits.check(String(decoding: result, as: UTF8.self))
    }

    /// A tag begins with a letter, `/`, `!` or `?` right behind `<`, so that `1 < 2` stays; comments go whole.
    static func stripHTML(_ call: Call) throws(EvaluationError) -> Value {
        let bytes = Array(try call.text(0).utf8)
        let commentEnd = ByteSearch("-->")
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count, beginsTag(bytes[position + 1]) else {
                result.append(bytes[position])
                position += 1
                continue
            }
            let rest = bytes[position...]
            if rest.starts(with: "<!--".utf8) {
                position = commentEnd.first(in: bytes, from: position + 4).map { $0 + 3 } ?? bytes.count
            } else {
                position = rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
            }
        }
        return .text(String(decoding: result, as: UTF8.self))
    }

    private static func beginsTag(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || "/!?".utf8.contains(byte) }

    static func escapeJSON(_ call: Call) throws(EvaluationError) -> Value {
        let text: String =
            switch call.value(0) {
            case .collection, .array: try JSONText.of(call.value(0))
            default: try call.text(0)
            }
        var bytes: [UInt8] = []
        JSONWriter.writeEscaped(text, into: &bytes)
        return try ExpressionLimits.check(String(decoding: bytes, as: UTF8.self))
    }

    static func ascii(_ call: Call) throws(EvaluationError) -> Value {
        var text = try call.text(0)
        if Coercion.boolean(call.value(1)) {
            text = String(text.decomposedStringWithCanonicalMapping.flatMap { withoutStroke[$0] ?? String($0) })
            text = text.decomposedStringWithCanonicalMapping
        }
        return .text(String(decoding: text.unicodeScalars.lazy.filter(\.isASCII).map { UInt8($0.value) }, as: UTF8.self))
    }

    /// Letters whose sign is a part of them and does not come off.
    private static let withoutStroke: [Character: String] = [
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H",
    ]

    static func base64(_ call: Call) throws(EvaluationError) -> Value {
        try ExpressionLimits.check(Base64.encode(try Coercion.buffer(call.value(0)).bytes))
    }
}
