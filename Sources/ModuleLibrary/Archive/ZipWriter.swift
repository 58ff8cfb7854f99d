/// Writes a ZIP archive. The same files give the same bytes, so the time of every file is the format's first day.
enum ZipWriter {
    static func archive(of files: [ArchiveFile], comment: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let packed = Deflate.compress(file.bytes, .raw)
            let isPacked = packed.count < file.bytes.count
            let data = isPacked ? packed : file.bytes
            let name = Array(file.name.utf8.prefix(0xFFFF))
            var header: [UInt8] = []
            header.append(20, width: 2)
            header.append(0x800, width: 2)  // the name is in UTF-8
            header.append(isPacked ? 8 : 0, width: 2)
            header.append(0, width: 2)
            header.append(0x21, width: 2)  // 1 January 1980
            header.append(Int(Deflate.checksum(file.bytes)), width: 4)
            header.append(data.count, width: 4)
            header.append(file.bytes.count, width: 4)
            header.append(name.count, width: 2)
            header.append(0, width: 2)
            directory.append(0x0201_4B50, width: 4)
            directory.append(20, width: 2)
            directory += header
            directory += [UInt8](repeating: 0, count: 10)
            directory.append(bytes.count, width: 4)
            directory += name
            bytes.append(0x0403_4B50, width: 4)
            bytes += header + name + data
        }
        let start = bytes.count
        let text = Array(comment.utf8.prefix(0xFFFF))
        bytes += directory
        bytes.append(0x0605_4B50, width: 4)
        bytes.append(0, width: 4)
        bytes.append(files.count, width: 2)
        bytes.append(files.count, width: 2)
        bytes.append(directory.count, width: 4)
        bytes.append(start, width: 4)
        bytes.append(text.count, width: 2)
        return bytes + text
    }
}
