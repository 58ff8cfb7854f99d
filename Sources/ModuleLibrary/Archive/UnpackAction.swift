import Automation
import Values

/// `archive:UnpackAction`
struct UnpackAction: PureModule {
    let descriptor = ModuleDescriptor(
        name: "archive:UnpackAction", label: "Extract an archive", summary: "Unpacks a ZIP or TAR archive. Each file becomes a bundle.",
        app: .archive, role: .search, effect: .pure, mapper: [ArchiveFields.data],
        output: [
            FieldDescriptor("fileName", "File name", "filename", help: "With its folders."), FieldDescriptor("data", "Data", "buffer"),
            FieldDescriptor("fileSize", "File size", "uinteger", help: "In bytes."),
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let bytes = try ArchiveFields.required(input)
        do throws(ArchiveProblem) {
            let files = try TarArchive.isArchive(bytes) ? TarArchive.files(in: bytes) : ZipReader.files(in: bytes)
            return files.map { file in
                [
                    "fileName": .text(file.name), "data": .buffer(Buffer(bytes: file.bytes)),
                    "fileSize": .number(Number(file.bytes.count)),
                ]
            }
        } catch {
            throw ArchiveFields.failure(error, "The archive can't be read")
        }
    }
}
