import Automation
import Values

/// What the archive modules share.
enum ArchiveFields {
    static let data = FieldDescriptor("data", "Data", "buffer", required: true)

    static func failure(_ problem: ArchiveProblem, _ what: String) -> ModuleFailure {
        switch problem {
        case .malformed(let message): ModuleFailure("DataError", "\(what): \(message).")
        case .tooMany:
            .reached("archive.files", "\(what): it has more than \(ArchiveLimits.files) files", type: "MaxResultsExceededError")
        case .tooLong:
            .reached(
                "archive.bytes", "\(what): its files have more than \(ArchiveLimits.bytes) bytes together",
                type: "MaxFileSizeExceededError")
        }
    }

    static func required(_ input: ModuleInput) throws(ModuleFailure) -> [UInt8] {
        let bytes = input.mapper["data"]?.moduleBytes ?? []
        guard !bytes.isEmpty else { throw .refused("The field 'Data' is empty.") }
        return bytes
    }
}
