/// Text as forms and queries write it: `+` for a space, `%C3%A9` for bytes.
package enum FormText {
    package static func decode(_ text: some Sequence<UInt8>) -> String {
        var bytes: [UInt8] = []
        var digits: [UInt8]?
        for byte in text {
            if let pending = digits {
                guard pending.count == 1 else {
                    digits = [byte]
                    continue
                }
                append(pending[0], byte, to: &bytes)
                digits = nil
            } else if byte == UInt8(ascii: "%") {
                digits = []
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        // A percent sign that nothing follows stands for itself.
        if let digits { bytes += [UInt8(ascii: "%")] + digits }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ high: UInt8, _ low: UInt8, to bytes: inout [UInt8]) {
        if let high = value(high), let low = value(low) {
            bytes.append(high << 4 | low)
        } else {
            bytes += [UInt8(ascii: "%"), high, low]
        }
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
