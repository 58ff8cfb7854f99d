import Automation
import StorageCore
import Stores
import Values

/// What went wrong in runs that went on all the same: their journals know, the runs don't.
struct HandledErrors {
    let transaction: any Transaction
    /// Bytes of journals that are still read; a run that comes after them is told by its state alone.
    private var left: Int

    /// For a page that is looked at, which must not wait for long journals.
    static let page = 4 * 1_024 * 1_024
    static let file = 32 * 1_024 * 1_024

    init(_ transaction: any Transaction, reading bytes: Int) {
        self.transaction = transaction
        left = bytes
    }

    /// The run's own error or, of one with a warning, the first that was handled.
    mutating func error(of run: Run) throws -> RunFailure? {
        if let failure = run.failure { return failure }
        guard run.state == .warning else { return nil }
        var sequence: Int64 = 0
        while left > 0 {
            let segments = try RunStore(transaction).segments(of: run.id, in: run.organization, from: sequence, limit: 4, bundles: false)
            for segment in segments {
                left -= segment.operations.count
                var reader = try SegmentReader(operations: segment.operations, bundles: nil, count: segment.count)
                while let entry = try reader.next() {
                    guard let failure = entry.failure else { continue }
                    return RunFailure(type: failure.type, message: failure.message, module: Int64(entry.moduleId))
                }
            }
            guard segments.count == 4 else { return nil }
            sequence += 4
        }
        return nil
    }
}
