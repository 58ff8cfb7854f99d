import Values

extension TextFunctions {
    static func replace(_ call: Call) throws(EvaluationError) -> Value {
        let text = try call.text(0)
        let search = try call.text(1)
        let replacement = try call.text(2)
        if let pattern = try Pattern(literal: search) { return .text(try pattern.replace(in: text, with: replacement)) }
        guard !search.isEmpty else { return .text(text) }
        return .text(try replaced(Array(text.utf8), ByteSearch(search), replacement))
    }

    private static func replaced(_ bytes: [UInt8], _ search: ByteSearch, _ replacement: String) throws(EvaluationError) -> String {
        guard var found = search.first(in: bytes) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var start = 0
        while true {
            result += bytes[start..<found]
            result.append(contentsOf: replacement.utf8)
            try ExpressionLimits.check(bytes: result.count)
            start = found + search.count
            guard let next = search.first(in: bytes, from: start) else { break }
            found = next
        }
        result += bytes[start...]
        try ExpressionLimits.check(bytes: result.count)
        return String(decoding: result, as: UTF8.self)
    }
}
