import Values

enum TextFunctions {
    static let all: [Function] = [
        Function(
            "length", "value:text|buffer|array", gives: "number", "Counts characters, bytes or items.",
            example: #"length("hello")"#, arrays: .first, length),
        Function(
            "lower", "text", gives: "text", "Writes a text in small letters.",
            example: #"lower("Hello")"#, lower),
        Function(
            "upper", "text", gives: "text", "Writes a text in capital letters.",
            example: #"upper("Hello")"#, upper),
        Function(
            "capitalize", "text", gives: "text", "Makes the first letter a capital.",
            example: #"capitalize("make")"#, capitalize),
        Function(
            "startcase", "text", gives: "text", "Makes the first letter of each word a capital and the others small.",
            example: #"startcase("hello WORLD")"#, startcase),
        Function(
            "trim", "text", gives: "text", "Removes white space at both ends.",
            example: #"trim("  a b ")"#, trim),
        Function(
            "replace", "text; search:text; replacement:text", gives: "text",
            "Replaces every occurrence of a text, or what a /pattern/flags matches.",
            example: #"replace("numbers 187 23"; "/\d+/g"; "X")"#, replace),
        Function(
            "substring", "text; start:number; [end:number]", gives: "text", "Gives the part from a position up to another, counted from 0.",
            example: #"substring("Hello"; 0; 3)"#, substring),
        Function(
            "indexOf", "text; search:text; [start:number]", gives: "number",
            "Gives the position of a text within a text, counted from 0, or -1.",
            example: #"indexOf("We love Make"; "e"; 7)"#, indexOf),
        Function(
            "contains", "value:text|array; search:any", gives: "boolean", "Tells whether a text or an array contains something.",
            example: #"contains("Hello World"; "Hello")"#, arrays: .first, contains),
        Function(
            "split", "text; separator:text", gives: "array", "Cuts a text at each separator into an array.",
            example: #"split("John, George"; ", ")"#, split),
        Function(
            "replaceEmojiCharacters", "text; replacement:text", gives: "text", "Replaces each emoji by a text.",
            example: #"replaceEmojiCharacters("a 😀 b"; "?")"#, replaceEmoji),
        Function(
            "toString", "value:any", gives: "text", "Turns any value into text, a collection into its JSON.",
            example: #"toString(5)"#, arrays: .first, toString),
        Function(
            "toBinary", "value:any; [encoding:text]", gives: "buffer", "Turns a value into bytes; hex and base64 texts are decoded.",
            example: #"toBinary("TWFrZQ=="; "base64")"#, toBinary),
    ]

    /// Characters are counted in UTF-16 units, as the exports' own positions are.
    static func length(_ call: Call) throws(EvaluationError) -> Value {
        switch call.value(0) {
        case .null: return 0
        case .array(let items): return .number(Number(items.count))
        case .buffer(let buffer): return .number(Number(buffer.bytes.count))
        case .collection(let fields): return .number(Number(fields.count))
        default: return .number(Number(try call.text(0).utf16.count))
        }
    }

    static func lower(_ call: Call) throws(EvaluationError) -> Value { .text(try call.text(0).lowercased()) }

    static func upper(_ call: Call) throws(EvaluationError) -> Value { try ExpressionLimits.check(try call.text(0).uppercased()) }

    static func capitalize(_ call: Call) throws(EvaluationError) -> Value {
        let text = try call.text(0)
        return .text(text.prefix(1).uppercased() + text.dropFirst())
    }

    static func startcase(_ call: Call) throws(EvaluationError) -> Value {
        var result = ""
        var isStart = true
        for character in try call.text(0) {
            if character.isLetter || character.isNumber || character == "'" || character == "’" {
                result += isStart ? character.uppercased() : character.lowercased()
                isStart = false
            } else {
                result.append(character)
                isStart = true
            }
        }
        return .text(result)
    }

    static func trim(_ call: Call) throws(EvaluationError) -> Value { .text(trimmed(try call.text(0))) }

    static func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return String(scalars[first...last])
    }

    static func substring(_ call: Call) throws(EvaluationError) -> Value {
        let text = try call.text(0)
        let units = text.utf16
        let count = units.count
        var start = min(max(try call.integer(1), 0), count)
        var end = min(max(try call.integer(2, default: count), 0), count)
        // As in JavaScript: bounds in the wrong order are exchanged.
        if start > end { (start, end) = (end, start) }
        let from = units.index(units.startIndex, offsetBy: start)
        let to = units.index(units.startIndex, offsetBy: end)
        return .text(String(decoding: units[from..<to], as: UTF16.self))
    }

    static func indexOf(_ call: Call) throws(EvaluationError) -> Value {
        if case .array(let items) = call.value(0) {
            return .number(Number(items.firstIndex { Comparison.equal($0, call.value(1), zone: call.context.zone) } ?? -1))
        }
        let text = try call.text(0)
        let search = try call.text(1)
        let units = text.utf16
        let start = min(max(try call.integer(2, default: 0), 0), units.count)
        guard !search.isEmpty else { return .number(Number(start)) }
        let from = String(decoding: units.prefix(start), as: UTF16.self).utf8.count
        let bytes = Array(text.utf8)
        guard let found = ByteSearch(search).first(in: bytes, from: min(from, bytes.count)) else { return -1 }
        return .number(Number(String(decoding: bytes[..<found], as: UTF8.self).utf16.count))
    }

    static func contains(_ call: Call) throws(EvaluationError) -> Value {
        switch call.value(0) {
        case .null: return false
        case .array(let items): return .boolean(items.contains { Comparison.equal($0, call.value(1), zone: call.context.zone) })
        default:
            let search = try call.text(1)
            let text = try call.text(0)
            return .boolean(search.isEmpty || ByteSearch(search).first(in: Array(text.utf8)) != nil)
        }
    }

    static func split(_ call: Call) throws(EvaluationError) -> Value {
        guard call.isGiven(0) else { return [] }
        let text = try call.text(0)
        let separator = try call.text(1)
        guard !separator.isEmpty else {
            guard text.unicodeScalars.count <= ExpressionLimits.maxArrayItems else { return try ExpressionLimits.check(tooMany) }
            return .array(text.map { .text(String($0)) })
        }
        let bytes = Array(text.utf8)
        let search = ByteSearch(separator)
        var parts: [Value] = []
        var start = 0
        while let found = search.first(in: bytes, from: start) {
            parts.append(.text(String(decoding: bytes[start..<found], as: UTF8.self)))
            start = found + search.count
            if parts.count > ExpressionLimits.maxArrayItems { break }
        }
        parts.append(.text(String(decoding: bytes[start...], as: UTF8.self)))
        return try ExpressionLimits.check(parts)
    }

    private static let tooMany = Array(repeating: Value.null, count: ExpressionLimits.maxArrayItems + 1)

    static func toString(_ call: Call) throws(EvaluationError) -> Value {
        switch call.value(0) {
        case .collection: return .text(try JSONText.of(call.value(0)))
        case .array(let items):
            let hasText = items.allSatisfy { item in
                switch item {
                case .array, .collection, .buffer: false
                default: true
                }
            }
            return .text(hasText ? try call.text(0) : try JSONText.of(call.value(0)))
        case .buffer(let buffer) where buffer.encoding == nil: return .text(String(decoding: buffer.bytes, as: UTF8.self))
        default: return .text(try call.text(0))
        }
    }

    static func toBinary(_ call: Call) throws(EvaluationError) -> Value {
        let encoding = try call.text(1).lowercased()
        if case .buffer = call.value(0) { return call.value(0) }
        switch encoding {
        case "hex", "base64": return .buffer(Buffer(bytes: try TextCoding.decode(try call.text(0), encoding)))
        case "", "utf8", "utf-8", "text": return .buffer(try Coercion.buffer(call.value(0)))
        case "latin1", "binary":
            return .buffer(Buffer(bytes: try call.text(0).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, encoding: encoding))
        default: throw .data("Unknown encoding '\(Coercion.excerpt(encoding))'.")
        }
    }

    static func replaceEmoji(_ call: Call) throws(EvaluationError) -> Value {
        let replacement = try call.text(1)
        var result = ""
        for character in try call.text(0) {
            if isEmoji(character) { result += replacement } else { result.append(character) }
            try ExpressionLimits.check(bytes: result.utf8.count)
        }
        return .text(result)
    }

    /// Digits and signs such as `#` have an emoji form too; they count only where they are drawn so.
    private static func isEmoji(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first else { return false }
        if first.properties.isEmojiPresentation { return true }
        return first.properties.isEmoji && character.unicodeScalars.contains { $0 == "\u{FE0F}" || $0 == "\u{20E3}" }
    }
}
