import Automation
import Values

/// `archive:PackAggregator`
struct PackAggregator: PureModule {
    let descriptor = ModuleDescriptor(
        name: "archive:PackAggregator", label: "Create an archive",
        summary: "Packs a file of every bundle since its source module into one archive.", app: .archive, role: .aggregator, effect: .pure,
        parameters: [
            AggregatorFields.feeder,
            FieldDescriptor(
                "type", "Type", "select", required: true, initial: "zip", options: [.init("zip", "ZIP"), .init("tar", "TAR")]),
            FieldDescriptor("comment", "Comment", help: "Kept in a ZIP archive."),
        ],
        mapper: [
            FieldDescriptor("archiveName", "Archive name", help: "Without an extension. That of the first bundle counts."),
            FieldDescriptor("fileName", "File name", "filename", required: true),
            FieldDescriptor("data", "Data", "buffer", required: true),
        ],
        output: [FieldDescriptor("fileName", "File name", "filename"), FieldDescriptor("data", "Data", "buffer")])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let items = input.items.compactMap(\.asCollection)
        let type = input.parameters.text("type") ?? "zip"
        let files = try files(items)
        let data: [UInt8]
        do throws(ArchiveProblem) {
            switch type {
            case "zip": data = ZipWriter.archive(of: files, comment: input.parameters.text("comment") ?? "")
            case "tar": data = try TarArchive.archive(of: files)
            default: throw .malformed("'\(type.prefix(20))' is no type of archive that is known here; choose zip or tar")
            }
        } catch {
            throw ArchiveFields.failure(error, "The archive can't be made")
        }
        let name = input.parameters.text("archiveName") ?? items.first?.text("archiveName") ?? "archive"
        return [["fileName": .text(name.hasSuffix("." + type) ? name : name + "." + type), "data": .buffer(Buffer(bytes: data))]]
    }

    private func files(_ items: [Fields]) throws(ModuleFailure) -> [ArchiveFile] {
        guard items.count <= ArchiveLimits.files else { throw ArchiveFields.failure(.tooMany, "The archive can't be made") }
        var room = ArchiveLimits.bytes
        var names = ArchiveNames()
        var files: [ArchiveFile] = []
        for item in items {
            let name = ArchiveFile.safeName(item.text("fileName") ?? "")
            guard !name.isEmpty else { throw ModuleFailure("DataError", "File \(files.count + 1) of the archive has no name.") }
            let bytes = item["data"]?.moduleBytes ?? []
            room -= bytes.count
            guard room >= 0 else { throw ArchiveFields.failure(.tooLong, "The archive can't be made") }
            files.append(ArchiveFile(name: names.unused(name), bytes: bytes))
        }
        return files
    }
}

/// Tells files of the same name apart, as who unpacks them would get only one.
private struct ArchiveNames {
    private var taken: Set<String> = []
    private var counts: [String: Int] = [:]

    mutating func unused(_ name: String) -> String {
        if taken.insert(name).inserted { return name }
        let dot = name.lastIndex(of: ".").flatMap { name[$0...].contains("/") || $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        while true {
            counts[name, default: 1] += 1
            let numbered = "\(name[..<dot]) (\(counts[name, default: 1]))\(name[dot...])"
            if taken.insert(numbered).inserted { return numbered }
        }
    }
}
