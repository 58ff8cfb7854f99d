import FoundationEssentials
import NIOCore
import NIOPosix
import WebAssets

/// Where the pages come from.
package enum PageSource: Sendable {
    /// Inside the program, put there by `dev/embed-assets`.
    case program
    /// A folder that is being worked in: read anew for each request.
    case folder(String)
}

/// The pages' files by path.
struct Pages: Sendable {
    private let folder: String?
    private let files: [String: PageFile]

    init(_ source: PageSource) {
        switch source {
        case .program:
            folder = nil
            files = Self.embedded
        case .folder(let folder):
            self.folder = folder
            files = [:]
        }
    }

    func file(_ path: String) async throws -> PageFile? {
        guard let folder else { return files[path] }
        let parts = path.split(separator: "/")
        guard !parts.isEmpty, !parts.contains(where: { $0.hasPrefix(".") }) else { return nil }
        let place = "\(folder)/\(parts.joined(separator: "/"))"
        let content = try await NIOThreadPool.singleton.runIfActive { FileManager.default.contents(atPath: place) }
        return content.map { PageFile(path: path, body: ByteBuffer(bytes: $0)) }
    }

    /// Made once: the hashes of the tags are of the whole content.
    private static let embedded: [String: PageFile] = {
        var files: [String: PageFile] = [:]
        for index in 0..<flowmeter_asset_count() {
            let asset = flowmeter_asset_at(index)
            let path = String(cString: asset.path)
            files[path] = PageFile(path: path, body: ByteBuffer(bytes: UnsafeBufferPointer(start: asset.bytes, count: asset.size)))
        }
        return files
    }()
}
