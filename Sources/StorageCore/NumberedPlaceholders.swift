/// The text with `?` outside quotes numbered: `$1`, `$2` ...
package func numberedPlaceholders(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    var count = 0
    for piece in SQLPieces(text) {
        guard !piece.isQuoted else {
            result += piece.bytes
            continue
        }
        for byte in piece.bytes {
            if byte == UInt8(ascii: "?") {
                count += 1
                result += "$\(count)".utf8
            } else {
                result.append(byte)
            }
        }
    }
    return String(decoding: result, as: UTF8.self)
}
