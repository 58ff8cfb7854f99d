import Engine
import Foundation

/// The files beside the database.
enum DataFolder {
    static func prepare(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    static func keyFile(in folder: String) -> KeyFile { KeyFile(path: folder + "/secret.key") }

    /// What the folder is known by among servers that share a database; made on first use, and not to be copied to another folder.
    static func name(of folder: String) throws -> String {
        let path = folder + "/folder.id"
        if let data = FileManager.default.contents(atPath: path) {
            let name = String(decoding: data, as: UTF8.self).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            if !name.isEmpty { return name }
        }
        let name = String(InstallationSecrets.random().prefix(16))
        guard FileManager.default.createFile(atPath: path, contents: Data(name.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw UnwritableFolder(path: folder)
        }
        return name
    }

    static func socket(in folder: String) -> String { folder + "/flowmeter.sock" }
}

struct UnwritableFolder: Error, CustomStringConvertible {
    let path: String
    var description: String { "The folder '\(path)' can't be written. Give this program's user the right to." }
}
