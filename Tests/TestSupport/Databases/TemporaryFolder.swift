import FoundationEssentials

/// A folder in memory where there is such a thing, made by whoever uses it first.
package struct TemporaryFolder: Sendable {
    package let path: String

    package init() {
        let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        path = "\(parent)/flowmeter-test-\(UUID().uuidString)"
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
