/// EUC-JP by way of Shift JIS, which has the same signs in other places: Foundation on Linux has tables of that one only.
enum JapaneseEUC {
    /// `nil` where the bytes aren't EUC-JP, or have signs of JIS X 0212, which Shift JIS lacks.
    static func shiftJIS(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.popFirst() {
            guard first >= 0x80 else {
                result.append(first)
                continue
            }
            guard let second = rest.popFirst(), second >= 0xa1, second != 0xff else { return nil }
            switch first {
            case 0x8e where second <= 0xdf: result.append(second)
            case 0xa1...0xfe:
                let (row, cell) = (first - 0xa0, second - 0xa0)
                result.append((row - 1) / 2 + (row <= 62 ? 0x81 : 0xc1))
                result.append(row.isMultiple(of: 2) ? cell + 0x9e : cell + (cell < 64 ? 0x3f : 0x40))
            default: return nil
            }
        }
        return result
    }

    /// Of Shift JIS; `nil` where it has a sign that EUC-JP lacks.
    static func bytes(_ shiftJIS: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = shiftJIS[...]
        while let first = rest.popFirst() {
            switch first {
            case ..<0x80: result.append(first)
            case 0xa1...0xdf: result += [0x8e, first]
            case 0x81...0x9f, 0xe0...0xef:
                guard let second = rest.popFirst(), second >= 0x40, second != 0x7f, second <= 0xfc else { return nil }
                let row = (first - (first <= 0x9f ? 0x81 : 0xc1)) * 2 + (second >= 0x9f ? 2 : 1)
                let cell = second >= 0x9f ? second - 0x9e : second - (second < 0x80 ? 0x3f : 0x40)
                result += [row + 0xa0, cell + 0xa0]
            default: return nil
            }
        }
        return result
    }
}
