import Foundation

/// The files beside the database.
enum DataFolder {
    static func prepare(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The installation's key: 32 random bytes, made on first use, readable by the owner only. It lies outside the database, so that a
    /// copy of the database alone gives no secret away.
    static func key(in folder: String) throws -> [UInt8] {
        let path = folder + "/secret.key"
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else { throw DamagedKey(path: path) }
            return Array(data)
        }
        var generator = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        guard FileManager.default.createFile(atPath: path, contents: Data(key), attributes: [.posixPermissions: 0o600]) else {
            throw DamagedKey(path: path)
        }
        return key
    }

    static func socket(in folder: String) -> String { folder + "/flowmeter.sock" }
}

struct DamagedKey: Error, CustomStringConvertible {
    let path: String
    var description: String {
        "The key file '\(path)' can't be written or is not 32 bytes long. Put back the one that belongs to this database."
    }
}
