/// Text as forms and queries write it: `+` for a space, `%C3%A9` for bytes.
package enum FormText {
    package static func decode(_ text: some Collection<UInt8>) -> String { String(decoding: bytes(text), as: UTF8.self) }

    /// A percent sign that no code follows stands for itself.
    /// - Parameter plus: what `+` is.
    static func bytes(_ text: some Collection<UInt8>, plus: UInt8 = UInt8(ascii: " ")) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), let high = rest.first.flatMap(value), let low = rest.dropFirst().first.flatMap(value) else {
                bytes.append(byte == UInt8(ascii: "+") ? plus : byte)
                continue
            }
            bytes.append(high << 4 | low)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
