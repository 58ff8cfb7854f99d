import Values
import Ledger

/// A segment's bytes are not what an encoder wrote.
package struct DamagedSegment: Error, Hashable, Sendable {
    package let message: String
}

/// Reads the entries of a segment in order; without its bundles (`nil`) inputs and outputs are empty.
package struct SegmentReader {
    private let operations: [UInt8]
    private let bundles: [UInt8]?
    private var position = 0
    private var bundlePosition = 0
    private var remaining: Int
    private var rules: [(card: String, id: String)] = []
    private var lastStart: Int64 = 0

    package init(operations: [UInt8], bundles: [UInt8]?, count: Int) throws {
        self.operations = operations
        self.bundles = bundles
        remaining = count
        guard operations.first == 1 else {
            throw DamagedSegment(message: "unknown version \(operations.first.map(String.init) ?? "(empty)")")
        }
        position = 1
        for _ in 0..<Int(try operations.varint(&position)) {
            rules.append((try operations.text(&position), try operations.text(&position)))
        }
    }

    /// The next entry, or `nil` after the last.
    package mutating func next() throws -> JournalEntry? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        let moduleId = Int(try operations.varint(&position))
        let depth = Int(try operations.varint(&position))
        var path: [Int] = []
        path.reserveCapacity(depth)
        for _ in 0..<depth { path.append(Int(try operations.varint(&position))) }
        guard let kind = ChargeKind(rawValue: Int64(try operations.byte(&position))) else { throw DamagedSegment(message: "unknown kind") }
        let flags = try operations.byte(&position)
        guard let status = JournalEntry.Status(rawValue: flags & 3) else { throw DamagedSegment(message: "unknown status") }
        let charged = Int64(try operations.varint(&position))
        let credits = Credits(centicredits: Int64(try operations.varint(&position)))
        let rule = Int(try operations.varint(&position))
        guard rules.indices.contains(rule) else { throw DamagedSegment(message: "unknown price rule") }
        let transfer = Int64(try operations.varint(&position))
        lastStart += try operations.zigzag(&position)
        let duration = Int64(try operations.varint(&position))
        let inputLength = Int(try operations.varint(&position))
        let outputLength = Int(try operations.varint(&position))
        var entry = JournalEntry(
            moduleId: moduleId, path: path, kind: kind, operations: charged, credits: credits, rule: rules[rule].id, card: rules[rule].card,
            transfer: transfer, startedAt: Timestamp(milliseconds: lastStart), endedAt: Timestamp(milliseconds: lastStart + duration),
            status: status,
            repeated: flags & 4 != 0, keepsOutput: flags & 8 != 0)
        if flags & 16 != 0 {
            let type = try operations.text(&position)
            let message = try operations.text(&position)
            entry.failure = ModuleFailure(type, message, detail: try ValueCodec.decode(operations, at: &position))
        }
        try readBundles(of: &entry, inputLength: inputLength, outputLength: outputLength)
        return entry
    }

    /// Replays need outputs only; an input is decoded when a page asks for it.
    package var readsInputs = true

    private mutating func readBundles(of entry: inout JournalEntry, inputLength: Int, outputLength: Int) throws {
        guard let bundles else { return }
        if readsInputs {
            var inputPosition = bundlePosition
            entry.input = try ValueCodec.decode(bundles, at: &inputPosition)
        }
        bundlePosition += inputLength
        if entry.keepsOutput {
            var outputPosition = bundlePosition
            let count = Int(try bundles.varint(&outputPosition))
            guard count <= bundles.count else { throw DamagedSegment(message: "too many bundles") }
            entry.output.reserveCapacity(count)
            for _ in 0..<count { entry.output.append(try ValueCodec.decode(bundles, at: &outputPosition)) }
        }
        bundlePosition += outputLength
    }
}
