/// Numbers as ZIP archives have them.
extension ArraySlice<UInt8> {
    /// The number in `width` bytes from `offset` after the start; `nil` where the bytes end before.
    func number(at offset: Int, width: Int) -> Int? {
        guard offset >= 0, offset + width <= count else { return nil }
        return (0..<width).reduce(0) { $0 | Int(self[startIndex + offset + $1]) << (8 * $1) }
    }
}

extension [UInt8] {
    mutating func append(_ number: Int, width: Int) { for place in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * place))) } }
}
