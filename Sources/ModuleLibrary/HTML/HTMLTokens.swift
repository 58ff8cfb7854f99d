/// Reads HTML as it is found: tags, text between them, and where in the source each stands. Never fails; what can't be a tag is text.
struct HTMLTokens: Sequence, IteratorProtocol {
    enum Kind: Equatable {
        case open(name: String, attributes: [Attribute])
        case close(name: String)
        /// With its references in place.
        case text(String)
    }

    struct Attribute: Equatable {
        var name: String
        var value: String
    }

    struct Token: Equatable {
        var kind: Kind
        /// In bytes of the source.
        var range: Range<Int>
    }

    let bytes: [UInt8]
    private var position = 0
    /// The element whose content is no HTML: a script, a style.
    private var raw: String?

    static let voids: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]

    init(_ html: String) { bytes = Array(html.utf8) }

    func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func next() -> Token? {
        while position < bytes.count {
            if let name = raw { return rawText(of: name) }
            guard beginsMarkup(position) else { return text() }
            if starts("<!--", at: position) {
                position = find("-->", from: position + 4).map { $0 + 3 } ?? bytes.count
            } else if bytes[position + 1] == UInt8(ascii: "!") || bytes[position + 1] == UInt8(ascii: "?") {
                position = find(">", from: position).map { $0 + 1 } ?? bytes.count
            } else {
                return tag()
            }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = position
        repeat { position += 1 } while position < bytes.count && !beginsMarkup(position)
        return Token(kind: .text(HTMLEntities.decoded(source(start..<position))), range: start..<position)
    }

    /// The content of a script or style; that of a title and a text area has references.
    private mutating func rawText(of name: String) -> Token? {
        raw = nil
        let start = position
        while position < bytes.count, !(starts("</", at: position) && isName(name, at: position + 2)) { position += 1 }
        guard position > start else { return next() }
        let text = source(start..<position)
        return Token(kind: .text(name == "title" || name == "textarea" ? HTMLEntities.decoded(text) : text), range: start..<position)
    }

    private mutating func tag() -> Token {
        let start = position
        let isClosing = bytes[position + 1] == UInt8(ascii: "/")
        position += isClosing ? 2 : 1
        let name = read { !Self.isSpace($0) && $0 != 62 && $0 != 47 }.lowercased()
        var attributes: [Attribute] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            guard !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: "/") else {
                position += 1
                continue
            }
            let attribute = attribute()
            if attributes.count < 200, !attributes.contains(where: { $0.name == attribute.name }) { attributes.append(attribute) }
        }
        position = Swift.min(position + 1, bytes.count)
        if isClosing { return Token(kind: .close(name: name), range: start..<position) }
        if ["script", "style", "textarea", "title"].contains(name) { raw = name }
        return Token(kind: .open(name: name, attributes: attributes), range: start..<position)
    }

    private mutating func attribute() -> Attribute {
        let start = position
        position += 1  // whatever it begins with, also an =
        _ = read { !Self.isSpace($0) && $0 != 61 && $0 != 62 && $0 != 47 }
        let name = source(start..<position).lowercased()
        _ = read(Self.isSpace)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return Attribute(name: name, value: "") }
        position += 1
        _ = read(Self.isSpace)
        guard position < bytes.count else { return Attribute(name: name, value: "") }
        let quote = bytes[position]
        guard quote == 34 || quote == 39 else {
            return Attribute(name: name, value: HTMLEntities.decoded(read { !Self.isSpace($0) && $0 != 62 }))
        }
        position += 1
        let value = read { $0 != quote }
        position = Swift.min(position + 1, bytes.count)
        return Attribute(name: name, value: HTMLEntities.decoded(value))
    }
}

extension HTMLTokens {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte }

    private mutating func read(_ isPart: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, isPart(bytes[position]) { position += 1 }
        return source(start..<position)
    }

    private func beginsMarkup(_ position: Int) -> Bool {
        guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else { return false }
        let next = bytes[position + 1]
        if next == UInt8(ascii: "/") { return position + 2 < bytes.count && Self.isLetter(bytes[position + 2]) }
        return Self.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
    }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    private func starts(_ text: String, at position: Int) -> Bool { bytes[position...].starts(with: text.utf8) }

    private func isName(_ name: String, at position: Int) -> Bool {
        guard position + name.utf8.count <= bytes.count else { return false }
        return zip(bytes[position...], name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    private func find(_ text: String, from position: Int) -> Int? {
        guard position <= bytes.count else { return nil }
        return bytes[position...].indices.first { starts(text, at: $0) }
    }
}
