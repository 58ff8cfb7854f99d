import FoundationEssentials

/// A folder of a test's own, made by whoever uses it first.
package struct TemporaryFolder: Sendable {
    private static let prefix = "flowmeter-test-"

    /// In memory where there is such a place. Folders of processes that have ended go first: what is still referred to
    /// when a process ends is never let go of.
    private static let parent: String = {
        let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) && !belongsToRunning(name) {
            try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
        }
        return parent
    }()

    package let path: String

    package init() { path = "\(Self.parent)/\(Self.prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)" }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static func belongsToRunning(_ name: String) -> Bool {
        let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
        return process.isEmpty || FileManager.default.fileExists(atPath: "/proc/\(process)")
    }
}
