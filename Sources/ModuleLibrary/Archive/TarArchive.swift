/// Archives in the POSIX form (ustar): a block of 512 bytes before each file.
enum TarArchive {
    static func archive(of files: [ArchiveFile]) throws(ArchiveProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        for file in files {
            bytes += try header(of: file)
            bytes += file.bytes
            bytes += [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    private static func header(of file: ArchiveFile) throws(ArchiveProblem) -> [UInt8] {
        guard let (prefix, name) = parts(of: Array(file.name.utf8)) else {
            throw .malformed("the name '\(file.name.prefix(60))…' is too long for a TAR archive")
        }
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int) { for (index, byte) in bytes.enumerated() { block[offset + index] = byte } }
        func octal(_ number: Int, _ width: Int) -> [UInt8] {
            let digits = String(number, radix: 8)
            return Array((String(repeating: "0", count: width - digits.count) + digits).utf8)
        }
        put(name, at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(file.bytes.count, 11), at: 124)
        put(octal(0, 11), at: 136)
        block[156] = UInt8(ascii: "0")
        put("ustar\0".utf8, at: 257)
        put("00".utf8, at: 263)
        put(prefix, at: 345)
        // The sum counts its own place as blanks.
        put([UInt8](repeating: 32, count: 8), at: 148)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6) + [0, 32], at: 148)
        return block
    }

    private static func parts(of name: [UInt8]) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
        if name.count <= 100 { return ([], name[...]) }
        let slash = name.indices.last { name[$0] == UInt8(ascii: "/") && $0 <= 155 && name.count - $0 - 1 <= 100 }
        guard let slash, name.count - slash - 1 > 0 else { return nil }
        return (name[..<slash], name[(slash + 1)...])
    }

    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.count >= 512 && bytes[257...].starts(with: "ustar".utf8) }

    static func files(in bytes: [UInt8]) throws(ArchiveProblem) -> [ArchiveFile] {
        var files: [ArchiveFile] = []
        var position = 0
        var room = ArchiveLimits.bytes
        while position + 512 <= bytes.count, bytes[position] != 0 {
            let block = bytes[position..<position + 512]
            guard let size = Int(text(block, 124, 12).trimmingWhitespace, radix: 8), size >= 0, position + 512 + size <= bytes.count else {
                throw .malformed("it is damaged")
            }
            let prefix = text(block, 345, 155)
            let name = ArchiveFile.safeName((prefix.isEmpty ? "" : prefix + "/") + text(block, 0, 100))
            let kind = block[position + 156]
            if kind == UInt8(ascii: "0") || kind == 0, !name.isEmpty {
                room -= size
                guard room >= 0 else { throw .tooLong }
                guard files.count < ArchiveLimits.files else { throw .tooMany }
                files.append(ArchiveFile(name: name, bytes: Array(bytes[position + 512..<position + 512 + size])))
            }
            position += 512 + (size + 511) / 512 * 512
        }
        return files
    }

    private static func text(_ block: ArraySlice<UInt8>, _ offset: Int, _ width: Int) -> String {
        let start = block.startIndex + offset
        return String(decoding: block[start..<start + width].prefix { $0 != 0 }, as: UTF8.self)
    }
}
