/// Reads a ZIP archive from its directory, which is at the end.
struct ZipReader {
    private let bytes: ArraySlice<UInt8>

    static func files(in bytes: [UInt8]) throws(ArchiveProblem) -> [ArchiveFile] { try ZipReader(bytes: bytes[...]).files() }

    private func files() throws(ArchiveProblem) -> [ArchiveFile] {
        let end = try endOfDirectory()
        guard let count = bytes.number(at: end + 10, width: 2), var position = bytes.number(at: end + 16, width: 4) else {
            throw Self.broken
        }
        guard count != 0xFFFF, position != 0xFFFF_FFFF else { throw .malformed("it has the form for very large files (ZIP64)") }
        guard count <= ArchiveLimits.files else { throw .tooMany }
        var files: [ArchiveFile] = []
        var room = ArchiveLimits.bytes
        for _ in 0..<count {
            let (file, length) = try entry(at: position, room: room)
            position += length
            guard let file else { continue }
            room -= file.bytes.count
            files.append(file)
        }
        return files
    }

    /// The directory's end is in the last bytes, but for a comment.
    private func endOfDirectory() throws(ArchiveProblem) -> Int {
        var position = bytes.count - 22
        while position >= max(0, bytes.count - 22 - 0xFFFF) {
            if bytes.number(at: position, width: 4) == 0x0605_4B50 { return position }
            position -= 1
        }
        throw .malformed("it is no ZIP archive")
    }

    /// A file and the length of its entry in the directory; no file for a folder.
    private func entry(at position: Int, room: Int) throws(ArchiveProblem) -> (file: ArchiveFile?, length: Int) {
        guard bytes.number(at: position, width: 4) == 0x0201_4B50, let flags = bytes.number(at: position + 8, width: 2),
            let method = bytes.number(at: position + 10, width: 2), let checksum = bytes.number(at: position + 16, width: 4),
            let packed = bytes.number(at: position + 20, width: 4), let nameLength = bytes.number(at: position + 28, width: 2),
            let extraLength = bytes.number(at: position + 30, width: 2), let commentLength = bytes.number(at: position + 32, width: 2),
            let offset = bytes.number(at: position + 42, width: 4), let name = slice(position + 46, nameLength)
        else { throw Self.broken }
        let length = 46 + nameLength + extraLength + commentLength
        let fileName = ArchiveFile.safeName(Self.text(name, isUTF8: flags & 0x800 != 0))
        if name.last == UInt8(ascii: "/") || fileName.isEmpty { return (nil, length) }
        guard flags & 1 == 0 else { throw .malformed("'\(fileName)' is encrypted") }
        guard let localName = bytes.number(at: offset + 26, width: 2), let localExtra = bytes.number(at: offset + 28, width: 2),
            bytes.number(at: offset, width: 4) == 0x0403_4B50, let data = slice(offset + 30 + localName + localExtra, packed)
        else { throw Self.broken }
        let content = try content(data, method: method, name: fileName, room: room)
        guard Int(Deflate.checksum(content)) == checksum else { throw .malformed("'\(fileName)' is damaged: its checksum is another") }
        return (ArchiveFile(name: fileName, bytes: content), length)
    }

    private func content(_ data: ArraySlice<UInt8>, method: Int, name: String, room: Int) throws(ArchiveProblem) -> [UInt8] {
        switch method {
        case 0:
            guard data.count <= room else { throw .tooLong }
            return Array(data)
        case 8:
            do {
                return try Deflate.expand(data, .raw, limit: room)
            } catch is DeflateFormat.TooLong {
                throw .tooLong
            } catch {
                throw .malformed("'\(name)' is damaged")
            }
        default: throw .malformed("'\(name)' is packed by a method that isn't known here (\(method))")
        }
    }

    private func slice(_ position: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard position >= 0, position + length <= bytes.count else { return nil }
        return bytes[position..<position + length]
    }

    private static let broken = ArchiveProblem.malformed("its directory is damaged")

    /// Names are in UTF-8 or in the code page of the first PCs, whatever the flag says.
    private static func text(_ name: ArraySlice<UInt8>, isUTF8: Bool) -> String {
        if let text = String(validating: name, as: UTF8.self) { return text }
        return isUTF8
            ? String(decoding: name, as: UTF8.self) : String(name.map { $0 < 128 ? Character(UnicodeScalar($0)) : upper[Int($0) - 128] })
    }

    private static let upper = Array(
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
    )
}
