import Values

/// A part's bytes without what made them fit for mail (RFC 2045 §6). Damaged encodings give what can be read of them.
enum TransferEncoding {
    static func decode(_ bytes: ArraySlice<UInt8>, _ name: String?) -> [UInt8] {
        switch name?.lowercased() {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        default: Array(bytes)
        }
    }

    static func base64(_ bytes: some Collection<UInt8>) -> [UInt8] {
        // What is not of the alphabet is to be passed over (§6.8).
        let kept = bytes.filter { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            }
        }
        // A last sextet by itself is half a byte.
        let whole = kept.count % 4 == 1 ? kept.dropLast() : kept[...]
        return Base64.decode(String(decoding: whole, as: UTF8.self)) ?? []
    }

    /// - Parameter sign: what stands before two hex digits; `%` in parameters (RFC 2231).
    static func quotedPrintable(
        _ bytes: some Collection<UInt8>, sign: UInt8 = UInt8(ascii: "="), underscores: Bool = false
    ) -> [UInt8] {
        let source = Array(bytes)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(source.count)
        var position = 0
        while position < source.count {
            let byte = source[position]
            position += 1
            switch byte {
            case UInt8(ascii: "_") where underscores: decoded.append(0x20)
            case sign:
                if let end = softLineEnd(source, position) {
                    position = end
                } else if position + 1 < source.count, let high = hex(source[position]), let low = hex(source[position + 1]) {
                    decoded.append(high << 4 | low)
                    position += 2
                } else {
                    decoded.append(byte)
                }
            default: decoded.append(byte)
            }
        }
        return decoded
    }

    /// Blanks may have got between the `=` and the line end.
    private static func softLineEnd(_ source: [UInt8], _ start: Int) -> Int? {
        var position = start
        while position < source.count, source[position] == 0x20 || source[position] == 9 { position += 1 }
        if position == source.count { return position }
        if source[position] == 13, position + 1 < source.count, source[position + 1] == 10 { return position + 2 }
        return source[position] == 10 ? position + 1 : nil
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
