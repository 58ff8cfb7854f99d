/// A file of an archive.
struct ArchiveFile: Equatable {
    var name: String
    var bytes: [UInt8]
}

enum ArchiveProblem: Error, Equatable {
    case malformed(String)
    case tooMany
    case tooLong
}

extension ArchiveFile {
    /// Without what would lead out of a folder that the archive is unpacked into.
    static func safeName(_ name: String) -> String {
        name.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }
}
