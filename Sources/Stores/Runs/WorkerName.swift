/// Who carries runs out: a data folder, and the process that owns it now.
package struct WorkerName: Hashable, Sendable {
    package let folder: String
    package let process: String

    /// - Parameter folder: letters and digits, the same as long as the folder is.
    package init(folder: String) {
        self.folder = folder
        process = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    var text: String { "\(folder).\(process)" }
    /// A pattern for every process of the folder.
    var ofFolder: String { "\(folder).%" }
}
