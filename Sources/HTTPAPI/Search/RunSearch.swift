import Automation
import Engine
import Ledger
import StorageCore
import Stores
import Values

/// Looks for a text in what the operations of runs were given and gave, newest run first, within a bound of work.
struct RunSearch {
    let transaction: any Transaction
    let text: TextSearch

    /// Bytes of bundles that one request reads at most.
    static let bytes = 64 * 1_024 * 1_024
    static let hits = 100

    struct Hit {
        var run: Run
        var index: Int64
        var moduleId: Int
        /// The value that holds it, cut short.
        var excerpt: String
    }

    struct Found {
        var hits: [Hit] = []
        /// The last run that was looked at, where there is more to look at.
        var searchedTo: Run.ID?
    }

    init(_ transaction: any Transaction, text: String) {
        self.transaction = transaction
        self.text = TextSearch(text)
    }

    func search(_ runs: [Run]) throws -> Found {
        var found = Found()
        var read = 0
        for run in runs {
            guard read < Self.bytes, found.hits.count < Self.hits else { return found }
            read += try search(run, into: &found.hits)
            found.searchedTo = run.id
        }
        found.searchedTo = nil
        return found
    }

    /// One hit per operation. Says how many bytes it read.
    private func search(_ run: Run, into hits: inout [Hit]) throws -> Int {
        var (sequence, bytes): (Int64, Int) = (0, 0)
        // What the trigger gave is kept with the run, and not with its operation.
        if let input = try RunStore(transaction).input(of: run.id, in: run.organization).input, !input.isSealed {
            var position = 0
            bytes += input.count
            if let found = text.excerpt(of: try ValueCodec.decode(input, at: &position)) {
                hits.append(Hit(run: run, index: 0, moduleId: 0, excerpt: found))
            }
        }
        while hits.count < Self.hits {
            let segments = try RunStore(transaction).segments(of: run.id, in: run.organization, from: sequence, limit: 16, bundles: true)
            for segment in segments {
                bytes += segment.bundles.count
                // Encrypted while its run lives, or gone with it.
                guard let bundles = segment.shownBundles else { continue }
                var reader = try SegmentReader(operations: segment.operations, bundles: bundles, count: segment.count)
                var index = segment.first
                while let entry = try reader.next(), hits.count < Self.hits {
                    if let excerpt = excerpt(of: entry) {
                        hits.append(Hit(run: run, index: index, moduleId: entry.moduleId, excerpt: excerpt))
                    }
                    index += 1
                }
            }
            guard segments.count == 16, bytes < Self.bytes else { return bytes }
            sequence += 16
        }
        return bytes
    }

    private func excerpt(of entry: JournalEntry) -> String? {
        if let failure = entry.failure, text.holds(failure.message) { return String(failure.message.prefix(200)) }
        for value in [entry.input] + entry.output { if let found = text.excerpt(of: value) { return found } }
        return nil
    }
}
