import Automation
import Engine
import Ledger
import StorageCore
import Stores
import Values

/// The operations of a run, read from its journal: the index alone where that is enough, bundles only for what a page shows.
struct RunJournal {
    let run: Run
    let transaction: any Transaction

    /// Operations that one answer shows at most.
    static let page = 500
    /// Segments read at once.
    private static let batch = 64

    struct Place {
        var index: Int64
        var entry: JournalEntry
    }

    /// Operations of a page, with their bundles, and how many there are in all.
    /// - Parameter statuses: only operations that came to one of these; empty for all.
    func page(moduleId: Int?, statuses: Set<Int64> = [], limit: Int, offset: Int) throws -> (entries: [Place], total: Int64) {
        guard moduleId != nil || !statuses.isEmpty else {
            let first = Int64(offset)
            return (try entries(first..<first + Int64(limit)) { _ in true }, try count())
        }
        var found: [Int64] = []
        try forEach { index, entry in
            if moduleId.map({ $0 == entry.moduleId }) ?? true, statuses.isEmpty || statuses.contains(Int64(entry.status.rawValue)) {
                found.append(index)
            }
        }
        let shown = Set(found.dropFirst(offset).prefix(limit))
        guard let first = shown.min(), let last = shown.max() else { return ([], Int64(found.count)) }
        return (try entries(first..<last + 1) { shown.contains($0) }, Int64(found.count))
    }

    /// Each operation without its bundles, in order.
    func forEach(_ body: (Int64, JournalEntry) throws -> Void) throws {
        var sequence: Int64 = 0
        while true {
            let segments = try RunStore(transaction).segments(
                of: run.id, in: run.organization, from: sequence, limit: Self.batch, bundles: false)
            for segment in segments { try read(segment, bundles: nil, body) }
            guard segments.count == Self.batch else { return }
            sequence += Int64(Self.batch)
        }
    }

    private func count() throws -> Int64 {
        let last = try RunStore(transaction).segments(
            of: run.id, in: run.organization, from: max(0, run.segments - 1), limit: Self.batch, bundles: false
        ).last
        return last.map { $0.first + Int64($0.count) } ?? 0
    }

    private func entries(_ range: Range<Int64>, where isShown: (Int64) -> Bool) throws -> [Place] {
        var places: [Place] = []
        for segment in try RunStore(transaction).segments(of: run.id, in: run.organization, holding: range) {
            let bundles = segment.shownBundles
            try read(segment, bundles: bundles) { index, entry in
                guard range.contains(index), isShown(index) else { return }
                places.append(Place(index: index, entry: bundles == nil ? entry : try completed(entry)))
            }
        }
        return places
    }

    private func read(_ segment: Segment, bundles: [UInt8]?, _ body: (Int64, JournalEntry) throws -> Void) throws {
        var reader = try SegmentReader(operations: segment.operations, bundles: bundles, count: segment.count)
        var index = segment.first
        while let entry = try reader.next() {
            try body(index, entry)
            index += 1
        }
    }

    /// Outputs that aren't kept twice: a trigger's are the run's input, an iterator's the elements of its array.
    private func completed(_ entry: JournalEntry) throws -> JournalEntry {
        guard !entry.keepsOutput, entry.failure == nil else { return entry }
        var entry = entry
        if entry.kind == .iterate, case .collection(let fields) = entry.input, case .array(let elements)? = fields["array"] {
            entry.output = elements.map(Interpreter.iteratorBundle)
        } else if entry.kind != .iterate, let bytes = try RunStore(transaction).input(of: run.id, in: run.organization).input,
            !bytes.isSealed
        {
            var position = 0
            if case .array(let bundles) = try ValueCodec.decode(bytes, at: &position) { entry.output = bundles }
        }
        return entry
    }
}
