import Ledger
import Values

/// Some operations of a run, one after the other, in two blobs: the index, which stays small and says what was charged,
/// and the bundles, which a page reads only when someone opens an operation.
package struct Segment: Sendable, Hashable {
    /// The ordinal of the first operation in its run.
    package var first: Int64
    package var count: Int
    package var operations: [UInt8]
    package var bundles: [UInt8]

    package init(first: Int64, count: Int, operations: [UInt8], bundles: [UInt8]) {
        self.first = first
        self.count = count
        self.operations = operations
        self.bundles = bundles
    }

    /// A segment is final at this many operations, or ``maxBytes`` of bundles.
    package static let maxOperations = 256
    package static let maxBytes = 256 * 1024
}

/// Appends entries to a segment under way.
///
/// Index layout, version 1: version byte; varint count of price rules, each as two texts (card, id); then per entry varints
/// moduleId, path count, path ...; byte kind; byte flags (status in the low two bits, 4 repeated, 8 output kept, 16 failure);
/// varints operations, credits, rule; varint transfer; start and duration in ms (start relative to the entry before, zigzag);
/// varint lengths of input and output in the bundles; with a failure its type, message and detail.
package struct SegmentEncoder: Sendable {
    package let first: Int64
    package private(set) var count = 0
    private var rules: [(card: String, id: String)] = []
    private var entries: [UInt8] = []
    private var bundles: [UInt8] = []
    private var lastStart: Int64 = 0

    package init(first: Int64) { self.first = first }

    package var isFull: Bool { count >= Segment.maxOperations || bundles.count + entries.count >= Segment.maxBytes }
    package var isEmpty: Bool { count == 0 }

    package mutating func append(_ entry: JournalEntry) {
        count += 1
        entries.appendVarint(UInt64(entry.moduleId))
        entries.appendVarint(UInt64(entry.path.count))
        for index in entry.path { entries.appendVarint(UInt64(index)) }
        entries.append(UInt8(entry.kind.rawValue))
        var flags = entry.status.rawValue
        if entry.repeated { flags |= 4 }
        if entry.keepsOutput { flags |= 8 }
        if entry.failure != nil { flags |= 16 }
        entries.append(flags)
        entries.appendVarint(UInt64(entry.operations))
        entries.appendVarint(UInt64(entry.credits.centicredits))
        entries.appendVarint(UInt64(rule(of: entry)))
        entries.appendVarint(UInt64(entry.transfer))
        entries.appendZigzag(entry.startedAt.milliseconds - lastStart)
        lastStart = entry.startedAt.milliseconds
        entries.appendVarint(UInt64(max(0, entry.endedAt.milliseconds - entry.startedAt.milliseconds)))
        let beforeInput = bundles.count
        ValueCodec.encode(entry.input, into: &bundles)
        entries.appendVarint(UInt64(bundles.count - beforeInput))
        let beforeOutput = bundles.count
        if entry.keepsOutput {
            bundles.appendVarint(UInt64(entry.output.count))
            for bundle in entry.output { ValueCodec.encode(bundle, into: &bundles) }
        }
        entries.appendVarint(UInt64(bundles.count - beforeOutput))
        if let failure = entry.failure {
            entries.appendText(failure.type)
            entries.appendText(failure.message)
            ValueCodec.encode(failure.detail, into: &entries)
        }
    }

    package func finish() -> Segment {
        var operations: [UInt8] = [1]
        operations.reserveCapacity(entries.count + 64)
        operations.appendVarint(UInt64(rules.count))
        for rule in rules {
            operations.appendText(rule.card)
            operations.appendText(rule.id)
        }
        operations += entries
        return Segment(first: first, count: count, operations: operations, bundles: bundles)
    }

    private mutating func rule(of entry: JournalEntry) -> Int {
        if let index = rules.firstIndex(where: { $0.id == entry.rule && $0.card == entry.card }) { return index }
        rules.append((entry.card, entry.rule))
        return rules.count - 1
    }
}
