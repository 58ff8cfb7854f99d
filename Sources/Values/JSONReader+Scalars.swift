extension JSONReader {
    /// The literal as written, checked against the grammar.
    mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > start else { throw error("expected a digit, found \(found)") }
    }

    mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let text = try decoded(bytes[start..<position], from: start)
                position += 1
                return text
            case UInt8(ascii: "\\"), LoneSurrogate.markerBytes[0]: return try escapedString(from: start)
            case 0..<0x20: throw error("a control character must be escaped in a string")
            default: position += 1
            }
        }
        throw error("the string has no end")
    }

    private func decoded(_ part: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
        guard let text = String(validating: part, as: UTF8.self) else {
            throw JSONError("the string is not valid UTF-8", at: start, in: bytes)
        }
        return text
    }

    /// The slow path: something has to be replaced, so the bytes are copied.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var copy = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try decoded(copy[...], from: start)
                position += 1
                return text
            case UInt8(ascii: "\\"): try escape(into: &copy)
            case 0..<0x20: throw error("a control character must be escaped in a string")
            default:
                copy.append(byte)
                position += 1
                if byte == LoneSurrogate.markerBytes[2], copy.suffix(3).elementsEqual(LoneSurrogate.markerBytes) {
                    copy += LoneSurrogate.markerBytes
                }
            }
        }
        throw error("the string has no end")
    }

    private mutating func escape(into copy: inout [UInt8]) throws(JSONError) {
        position += 1
        guard position < bytes.count else { throw error("the string has no end") }
        switch bytes[position] {
        case UInt8(ascii: "\""): copy.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): copy.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): copy.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): copy.append(8)
        case UInt8(ascii: "f"): copy.append(12)
        case UInt8(ascii: "n"): copy.append(10)
        case UInt8(ascii: "r"): copy.append(13)
        case UInt8(ascii: "t"): copy.append(9)
        case UInt8(ascii: "u"):
            position += 1
            return try unicodeEscape(into: &copy)
        default: throw error("unknown escape \(found) in a string")
        }
        position += 1
    }

    private mutating func unicodeEscape(into copy: inout [UInt8]) throws(JSONError) {
        let unit = try hexUnit()
        guard 0xD800...0xDFFF ~= unit else {
            append(unit, to: &copy)
            if unit == LoneSurrogate.marker { copy += LoneSurrogate.markerBytes }
            return
        }
        let before = position
        if unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let second = try hexUnit()
            if 0xDC00...0xDFFF ~= second {
                append(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), to: &copy)
                return
            }
        }
        position = before
        copy += LoneSurrogate.bytes(of: unit)
    }

    private func append(_ scalar: UInt32, to copy: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(scalar), let encoded = UTF8.encode(scalar) else { return }
        copy.append(contentsOf: encoded)
    }

    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw error("expected four hexadecimal digits after \\u, found \(found)")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}
