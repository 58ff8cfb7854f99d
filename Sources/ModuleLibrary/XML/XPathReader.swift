/// Reads a query.
struct XPathReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func finish() throws(XPath.Malformed) {
        skipSpace()
        if position < bytes.count { throw malformed() }
    }

    mutating func path() throws(XPath.Malformed) -> XPath.Path {
        var isDeep = takes("//")
        let isAbsolute = isDeep || takes("/")
        var steps: [XPath.Step] = []
        while true {
            if isAbsolute, steps.isEmpty, !isDeep, !beginsStep { break }
            steps.append(try step(isDeep: isDeep))
            guard steps.count <= 50 else { throw XPath.Malformed(message: "it has more than 50 steps") }
            isDeep = takes("//")
            if !isDeep, !takes("/") { break }
        }
        return XPath.Path(isAbsolute: isAbsolute, steps: steps)
    }

    private var beginsStep: Bool {
        position < bytes.count && (XMLReader.isNamePart(bytes[position]) || "@*.".utf8.contains(bytes[position]))
    }

    private mutating func step(isDeep: Bool) throws(XPath.Malformed) -> XPath.Step {
        var step = XPath.Step(isDeep: isDeep, test: try test())
        while takes("[") {
            step.conditions.append(try any())
            guard takes("]") else { throw malformed() }
        }
        return step
    }

    private mutating func test() throws(XPath.Malformed) -> XPath.Test {
        if takes("..") { return .parent }
        if takes(".") { return .this }
        if takes("text()") { return .text }
        if takes("node()") || takes("*") { return .element(nil) }
        if takes("@") { return .attribute(takes("*") ? nil : try name()) }
        return .element(try name())
    }

    private mutating func any() throws(XPath.Malformed) -> XPath.Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 20 else { throw XPath.Malformed(message: "its conditions are nested deeper than 20 levels") }
        var parts = [try all()]
        while takesWord("or") { parts.append(try all()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func all() throws(XPath.Malformed) -> XPath.Condition {
        var parts = [try condition()]
        while takesWord("and") { parts.append(try condition()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func condition() throws(XPath.Malformed) -> XPath.Condition {
        if takes("not(") {
            let inner = try any()
            guard takes(")") else { throw malformed() }
            return .not(inner)
        }
        if takes("(") {
            let inner = try any()
            guard takes(")") else { throw malformed() }
            return inner
        }
        if takes("last()") { return .last }
        for function in ["contains", "starts-with"] where takes(function + "(") {
            let first = try operand()
            guard takes(",") else { throw malformed() }
            let second = try operand()
            guard takes(")") else { throw malformed() }
            return .call(function, first, second)
        }
        let isPosition = takes("position()")
        let first = isPosition ? nil : try operand()
        for sign in ["!=", "<=", ">=", "=", "<", ">"] where takes(sign) {
            let second = try operand()
            guard let first else {
                guard sign == "=", case .text(let text) = second, let place = Int(text) else { throw malformed() }
                return .position(place)
            }
            return .compare(first, sign, second)
        }
        guard let first else { throw malformed() }
        if case .text(let text) = first { if let place = Int(text) { return .position(place) } }
        return .exists(first)
    }

    private mutating func operand() throws(XPath.Malformed) -> XPath.Operand {
        skipSpace()
        guard position < bytes.count else { throw malformed() }
        let byte = bytes[position]
        if byte == 34 || byte == 39 {
            guard let end = bytes[(position + 1)...].firstIndex(of: byte) else { throw malformed() }
            defer { position = end + 1 }
            return .text(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
        }
        guard byte &- 48 < 10 || byte == 45 else { return .path(try path()) }
        let start = position
        position += 1
        while position < bytes.count, bytes[position] &- 48 < 10 || bytes[position] == 46 { position += 1 }
        return .text(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func name() throws(XPath.Malformed) -> String {
        skipSpace()
        let start = position
        while position < bytes.count, XMLReader.isNamePart(bytes[position]) { position += 1 }
        guard position > start, !(position < bytes.count && bytes[position] == UInt8(ascii: "(")) else {
            position = start
            throw malformed()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    mutating func takes(_ text: String) -> Bool {
        skipSpace()
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func takesWord(_ word: String) -> Bool {
        skipSpace()
        let rest = bytes[position...]
        guard rest.starts(with: word.utf8), let next = rest.dropFirst(word.utf8.count).first, !XMLReader.isNamePart(next) else {
            return false
        }
        position += word.utf8.count
        return true
    }

    private mutating func skipSpace() { while position < bytes.count, XMLReader.isSpace(bytes[position]) { position += 1 } }

    private func malformed() -> XPath.Malformed {
        let place = String(decoding: bytes[..<position], as: UTF8.self).count + 1
        return XPath.Malformed(message: "what stands at character \(place) isn't understood here")
    }
}
