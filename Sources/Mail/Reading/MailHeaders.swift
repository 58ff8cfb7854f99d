/// The headers of a message or a part, unfolded, in their order.
package struct MailHeaders: Sendable {
    package struct Field: Hashable, Sendable {
        package var name: String
        /// As it came, without line ends.
        package var value: String
    }

    package private(set) var fields: [Field] = []

    private static let maximumFields = 1000
    /// Of one value; what is beyond is left out.
    private static let maximumBytes = 65_536

    /// - Returns: the headers, and where what follows them begins.
    static func read(_ bytes: ArraySlice<UInt8>) -> (MailHeaders, end: Int) {
        var headers = MailHeaders()
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let end = bytes[position...].firstIndex(of: 10) ?? bytes.endIndex
            var line = bytes[position..<end]
            if line.last == 13 { line = line.dropLast() }
            position = min(end + 1, bytes.endIndex)
            if line.isEmpty { break }
            headers.add(line)
        }
        return (headers, position)
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        let text = Charset.text(line.prefix(Self.maximumBytes), nil)
        if line.first == 0x20 || line.first == 9 {
            guard let last = fields.indices.last, fields[last].value.utf8.count + line.count <= Self.maximumBytes else { return }
            fields[last].value += text
            return
        }
        guard let colon = text.firstIndex(of: ":"), fields.count < Self.maximumFields else { return }
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        fields.append(Field(name: String(text[..<colon]), value: String(value)))
    }

    /// The first of that name, as it came.
    package subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name }?.value
    }

    package func decoded(_ field: Field) -> String { EncodedWords.decode(field.value) }

    /// For people: without encoded words.
    package func text(_ name: String) -> String? { self[name].map(EncodedWords.decode) }
}
