import FoundationEssentials
package import StorageCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One process owns a data folder. The kernel lets go of the lock however the process ends.
package final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Makes the folder on first use; only its owner may look into it.
    package init(folder: String) throws(StorageError) {
        try Self.make(folder)
        let path = folder + "/owner.lock"
        // Not inherited by processes that modules start: one of them could outlive us and keep the lock.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .failed("Can't open \(path): \(String(cString: strerror(errno))).") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = Self.close(descriptor)
            throw .owned(folder: folder)
        }
        // For people who look; nobody trusts it.
        let owner = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = owner.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    package func release() {
        descriptor.withLock { descriptor in
            // Unlocked first: a process that is being started has a copy of the descriptor until its program is loaded.
            if let open = descriptor {
                _ = flock(open, LOCK_UN)
                _ = Self.close(open)
            }
            descriptor = nil
        }
    }

    private static func make(_ folder: String) throws(StorageError) {
        guard !FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .failed("Can't make the folder \(folder): \(error).")
        }
    }

    private static func close(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
}
