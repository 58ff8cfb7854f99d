import Automation
import Values

/// `archive:Gzip`, `archive:Gunzip`, `archive:Deflate` and `archive:Inflate`
struct Compression: PureModule {
    let descriptor: ModuleDescriptor
    private let format: DeflateFormat
    private let expands: Bool

    static let all = [
        Compression("Gzip", "Gzip", "Compresses data as a gzip file.", .gzip, expands: false),
        Compression("Gunzip", "Gunzip", "Unpacks a gzip file.", .gzip, expands: true),
        Compression("Deflate", "Deflate", "Compresses data by the deflate method.", .zlib, expands: false),
        Compression("Inflate", "Inflate", "Unpacks data that the deflate method compressed.", .zlib, expands: true),
    ]

    private init(_ name: String, _ label: String, _ summary: String, _ format: DeflateFormat, expands: Bool) {
        self.format = format
        self.expands = expands
        descriptor = ModuleDescriptor(
            name: "archive:" + name, label: label, summary: summary, app: .archive, role: .action, effect: .pure,
            mapper: [ArchiveFields.data], output: [FieldDescriptor("data", "Data", "buffer")])
    }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let bytes = try ArchiveFields.required(input)
        guard bytes.count <= ArchiveLimits.bytes else { throw ArchiveFields.failure(.tooLong, "The data can't be compressed") }
        guard expands else { return [["data": .buffer(Buffer(bytes: Deflate.compress(bytes, format)))]] }
        do {
            return [["data": .buffer(Buffer(bytes: try expanded(bytes)))]]
        } catch is DeflateFormat.TooLong {
            throw ArchiveFields.failure(.tooLong, "The data can't be unpacked")
        } catch {
            throw ModuleFailure("DataError", "The data can't be unpacked: it isn't compressed this way, or is damaged.")
        }
    }

    /// Data without zlib's wrapping is taken, too.
    private func expanded(_ bytes: [UInt8]) throws -> [UInt8] {
        do {
            return try Deflate.expand(bytes[...], format, limit: ArchiveLimits.bytes)
        } catch let problem as DeflateFormat.Malformed {
            guard format == .zlib else { throw problem }
            return try Deflate.expand(bytes[...], .raw, limit: ArchiveLimits.bytes)
        }
    }
}
