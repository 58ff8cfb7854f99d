import Values

/// Reads the XML of a feed from its beginning to its end, element by element: well-formed, no entities but the five predefined and the
/// numeric ones, no declarations, within limits.
struct FeedReader {
    struct Failed: Error, Hashable {
        var message: String
        var line: Int
    }

    struct Attribute: Hashable {
        var name: String
        var value: String
    }

    enum Event: Hashable {
        case start(name: String, [Attribute])
        case text(String)
        case end(name: String)
    }

    static let maximumDepth = 100
    static let maximumAttributes = 100

    private let bytes: [UInt8]
    private var position = 0
    private var open: [String] = []
    private var hasRoot = false
    /// The end of an element that was closed as it was opened.
    private var pending: Event?

    /// - Parameter charset: what the answer's header says; the document's own declaration comes second.
    init(_ source: [UInt8], charset: String?) throws(Failed) {
        let encoding = charset ?? DeclaredCharset.xml(source) ?? "utf-8"
        guard TextEncoding.isKnown(encoding) else {
            throw Failed(message: "its encoding '\(encoding.prefix(20))' is not known here", line: 1)
        }
        guard let text = TextEncoding.text(source, in: encoding) else {
            throw Failed(message: "it is not \(encoding.uppercased())", line: 1)
        }
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    /// `nil` at the end of the document.
    mutating func next() throws(Failed) -> Event? {
        if let event = pending {
            pending = nil
            return event
        }
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                if let event = try text() { return event }
            } else if take("<!--") {
                try skip(past: "-->", of: "a comment")
            } else if take("<![CDATA[") {
                let start = position
                try skip(past: "]]>", of: "a CDATA section")
                guard !open.isEmpty else { throw failed("there is text outside of the document's element") }
                return .text(String(decoding: bytes[start..<(position - 3)], as: UTF8.self))
            } else if take("<?") {
                try skip(past: "?>", of: "an instruction")
            } else if take("<!DOCTYPE") {
                try skipType()
            } else if take("</") {
                return try endTag()
            } else {
                position += 1
                return try startTag()
            }
        }
        guard open.isEmpty, hasRoot else { throw failed(hasRoot ? "it ends within '\(open.last ?? "")'" : "there is no element in it") }
        return nil
    }

    // MARK: - Parts

    private mutating func text() throws(Failed) -> Event? {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let raw = bytes[start..<position]
        guard !open.isEmpty else {
            guard raw.allSatisfy(Self.isBlank) else { throw failed("there is text outside of the document's element") }
            return nil
        }
        return .text(try resolved(raw))
    }

    private mutating func startTag() throws(Failed) -> Event {
        let name = try name()
        guard !open.isEmpty || !hasRoot else { throw failed("there is more than one element at its top") }
        guard open.count < Self.maximumDepth else { throw failed("its elements are more than \(Self.maximumDepth) deep") }
        hasRoot = true
        var attributes: [Attribute] = []
        while true {
            let hadBlank = skipBlanks()
            if take("/>") {
                pending = .end(name: name)
                return .start(name: name, attributes)
            }
            if take(">") {
                open.append(name)
                return .start(name: name, attributes)
            }
            guard hadBlank, attributes.count < Self.maximumAttributes else { throw failed("the tag '\(name)' is malformed") }
            let attribute = try attribute()
            guard !attributes.contains(where: { $0.name == attribute.name }) else {
                throw failed("the tag '\(name)' has '\(attribute.name)' twice")
            }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() throws(Failed) -> Attribute {
        let name = try name()
        _ = skipBlanks()
        guard take("=") else { throw failed("the attribute '\(name)' has no value") }
        _ = skipBlanks()
        guard position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position]) else {
            throw failed("the value of '\(name)' is not in quotes")
        }
        let quote = bytes[position]
        guard let end = bytes[(position + 1)...].firstIndex(where: { $0 == quote || $0 == UInt8(ascii: "<") }), bytes[end] == quote else {
            throw failed("the value of '\(name)' does not end")
        }
        let raw = bytes[(position + 1)..<end]
        position = end + 1
        return Attribute(name: name, value: try resolved(raw))
    }

    private mutating func endTag() throws(Failed) -> Event {
        let name = try name()
        _ = skipBlanks()
        guard take(">") else { throw failed("the end of '\(name)' is malformed") }
        guard open.popLast() == name else { throw failed("'\(name)' ends where something else was begun") }
        return .end(name: name)
    }

    private mutating func name() throws(Failed) -> String {
        let start = position
        while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
        guard position > start, position - start <= 200, !Self.isDigitOrSign(bytes[start]) else {
            throw failed("a name is missing or malformed")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// A document type is passed over; one that declares something of its own is refused, as that may grow without limit.
    private mutating func skipType() throws(Failed) {
        guard !hasRoot, let end = bytes[position...].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "[") }),
            bytes[end] == UInt8(ascii: ">")
        else { throw failed("it has declarations of its own (DTD), which are not read") }
        position = end + 1
    }

    // MARK: - Characters

    private func resolved(_ raw: ArraySlice<UInt8>) throws(Failed) -> String {
        guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = raw
        while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
            result += rest[..<ampersand]
            let head = rest[(ampersand + 1)...].prefix(12)
            guard let end = head.firstIndex(of: UInt8(ascii: ";")) else { throw failed("an '&' is not followed by a name and ';'") }
            let name = String(decoding: rest[(ampersand + 1)..<end], as: UTF8.self)
            guard let scalar = Self.scalar(name) else { throw failed("the entity '&\(name);' is not one of XML's own") }
            result += UTF8.encode(scalar).map(Array.init) ?? []
            rest = rest[(end + 1)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        // What XML allows in a document (§2.2).
        guard let number, number >= 0x20 || [9, 10, 13].contains(number), number != 0xfffe, number != 0xffff else { return nil }
        return Unicode.Scalar(number)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 10 || byte == 13 }

    private static func isDigitOrSign(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
            true
        default: isDigitOrSign(byte)
        }
    }

    // MARK: - Position

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
        return position > start
    }

    private mutating func skip(past text: StaticString, of what: String) throws(Failed) {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        while position < bytes.count {
            if bytes[position] == wanted[0], take(text) { return }
            position += 1
        }
        throw failed("\(what) does not end")
    }

    private func failed(_ message: String) -> Failed {
        Failed(message: message, line: 1 + bytes[..<min(position, bytes.count)].count { $0 == 10 })
    }
}
