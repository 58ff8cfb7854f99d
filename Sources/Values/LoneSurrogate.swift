/// Half of a surrogate pair alone, as in `"\ud83d"`: JSON allows it and software that cuts text in the middle writes it, but it is no
/// Unicode scalar, so a `String` can't hold it. In memory it is the noncharacter U+FDD0 followed by U+E000 + (unit - D800), and a real
/// U+FDD0 is doubled; the writer turns both back, so that what was read is written again.
enum LoneSurrogate {
    static let marker: UInt32 = 0xFDD0
    static let markerBytes: [UInt8] = [0xEF, 0xB7, 0x90]

    static func bytes(of unit: UInt32) -> [UInt8] {
        let privateUse = 0xE000 + (unit - 0xD800)
        return markerBytes + [0xE0 | UInt8(privateUse >> 12), 0x80 | UInt8(privateUse >> 6 & 0x3F), 0x80 | UInt8(privateUse & 0x3F)]
    }

    /// The code unit that follows a marker which ends at `position`, if one does.
    static func unit(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32? {
        guard position + 2 < text.count, text[position] == 0xEE else { return nil }
        let privateUse = 0xE000 | UInt32(text[position + 1] & 0x3F) << 6 | UInt32(text[position + 2] & 0x3F)
        let unit = privateUse - 0xE000 + 0xD800
        return unit <= 0xDFFF ? unit : nil
    }
}
