import Engine
import Logging

extension Installation {
    /// Seals everything by a new key; the file has no other afterwards.
    func rotateKey() async throws -> KeyRotation.Resealed {
        let file = DataFolder.keyFile(in: folder)
        return try await rotation.rotate(try file.read())
    }

    /// Ends a rotation that was cut off, and says what the key doesn't open.
    func lookAfterKeys(_ keys: InstallationKeys) async throws {
        if keys != keys.newestOnly {
            try await rotation.finish(keys)
            logger.notice("The rotation of the key, which was cut off, is done")
        }
        let report = try await KeyCheck(storage: storage, secrets: secrets).run()
        if !report.unreadable.isEmpty {
            logger.warning(
                "The key file does not open what was sealed with another one. Put that one back, or enter these again",
                metadata: ["things": .array(report.unreadable.map { .string($0) })])
        }
        if report.readdressed > 0 {
            logger.warning(
                "The key file is another one than before: webhooks are shown with new addresses, and the old ones go on working",
                metadata: ["webhooks": "\(report.readdressed)"])
        }
    }

    private var rotation: KeyRotation {
        let file = DataFolder.keyFile(in: folder)
        return KeyRotation(storage: storage, secrets: secrets) { try file.write($0) }
    }
}
