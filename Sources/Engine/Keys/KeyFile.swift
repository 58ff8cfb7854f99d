import Foundation

/// The file of the installation's keys, readable by its owner only. It lies outside the database, so that a copy of the database alone
/// gives no secret away.
package struct KeyFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Makes one where there is none. Throws ``DamagedKeyFile``.
    package func read() throws -> InstallationKeys {
        if let data = FileManager.default.contents(atPath: path) {
            guard let keys = InstallationKeys(bytes: Array(data)) else { throw DamagedKeyFile(path: path) }
            return keys
        }
        let keys = InstallationKeys.random()
        try write(keys)
        return keys
    }

    /// Puts another file in its place, which is on disk when this returns: whenever the power fails, one of the two is there.
    package func write(_ keys: InstallationKeys) throws {
        let (new, folder) = (path + ".new", (path as NSString).deletingLastPathComponent)
        try? FileManager.default.removeItem(atPath: new)
        guard FileManager.default.createFile(atPath: new, contents: Data(keys.bytes), attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forUpdatingAtPath: new)
        else { throw DamagedKeyFile(path: path) }
        try file.synchronize()
        try file.close()
        guard rename(new, path) == 0 else { throw DamagedKeyFile(path: path) }
        let directory = open(folder.isEmpty ? "." : folder, O_RDONLY)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }
}

package struct DamagedKeyFile: Error, CustomStringConvertible {
    let path: String

    package var description: String {
        "The key file '\(path)' can't be written, or is not one. Put back the one that belongs to this database."
    }
}
