package import StorageCore

/// Where bundles of a confidential scenario lie encrypted, but for the journal. Without the bytes, since there may be many.
package struct SealedBundles: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case queuedInput, queuedOptions, runInput, runOptions, callOutputs, incomplete, keptPart
    }

    package var kind: Kind
    package var organization: Organization.ID
    /// The run that they are bound to.
    package var run: Run.ID
    /// What else names the row: the address of a call, the id of an incomplete execution, the digest of a part.
    package var name: String
}

package struct SealedBundleStore {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// All that there are; it reads every run that is kept.
    package func all() throws -> [SealedBundles] { try SealedBundles.Kind.allCases.flatMap { try all($0, where: "") } }

    /// Those that something still needs in order to go on: of runs, those that live.
    package func needed() throws -> [SealedBundles] {
        try SealedBundles.Kind.allCases.flatMap { kind in
            switch kind {
            case .runInput, .runOptions: try all(kind, where: "AND ended IS NULL")
            case .callOutputs:
                try all(kind, where: "AND (organization, parent) IN (SELECT organization, id FROM run WHERE ended IS NULL)")
            case .queuedInput, .queuedOptions, .incomplete, .keptPart: try all(kind, where: "")
            }
        }
    }

    private func all(_ kind: SealedBundles.Kind, where more: SQL) throws -> [SealedBundles] {
        let place = kind.place
        let isSealed: SQL =
            place.isText
            ? #"\#(literal: place.column) LIKE '%"sealed":"%'"# : "SUBSTR(\(literal: place.column), 1, 1) = \([SealedSegment.mark])"
        return try transaction.rows(
            """
            SELECT organization, \(literal: place.run), \(literal: place.name) FROM \(literal: place.table) WHERE \(isSealed) \(more)
            """
        ).map {
            SealedBundles(kind: kind, organization: .init(try $0.integer(0)), run: RunID(trusted: try $0.text(1)), name: try $0.text(2))
        }
    }

    /// Without the mark; `nil` where they have gone.
    package func sealed(_ bundles: SealedBundles) throws -> [UInt8]? {
        let place = bundles.kind.place
        guard
            let row = try transaction.row("SELECT \(literal: place.column) FROM \(literal: place.table) WHERE \(filter(bundles))")
        else { return nil }
        let bytes = place.isText ? RunOptions(text: try row.optionalText(0)).sealed : try row.optionalBytes(0)
        guard let bytes, bytes.first == SealedSegment.mark else { return nil }
        return Array(bytes.dropFirst())
    }

    package func replace(_ bundles: SealedBundles, _ sealed: [UInt8]) throws {
        let place = bundles.kind.place
        let marked = [SealedSegment.mark] + sealed
        guard place.isText else {
            try transaction.execute(
                "UPDATE \(literal: place.table) SET \(literal: place.column) = \(marked) WHERE \(filter(bundles))")
            return
        }
        guard let row = try transaction.row("SELECT \(literal: place.column) FROM \(literal: place.table) WHERE \(filter(bundles))")
        else { return }
        let options = RunOptions(text: try row.optionalText(0)).sealing(marked)
        try transaction.execute(
            "UPDATE \(literal: place.table) SET \(literal: place.column) = \(options.text) WHERE \(filter(bundles))")
    }

    private func filter(_ bundles: SealedBundles) -> SQL {
        let place = bundles.kind.place
        let run: SQL =
            bundles.kind == .incomplete ? "" : "AND \(literal: place.run) = \(bundles.run)"
        return "organization = \(bundles.organization) \(run) AND \(literal: place.name) = \(bundles.name)"
    }
}

extension SealedBundles.Kind {
    struct Place {
        var table: String
        var column: String
        /// A column, or what gives the run.
        var run = "id"
        var name = "id"
        var isText = false
    }

    var place: Place {
        switch self {
        case .queuedInput: Place(table: "queue", column: "input")
        case .queuedOptions: Place(table: "queue", column: "options", isText: true)
        case .runInput: Place(table: "run", column: "input")
        case .runOptions: Place(table: "run", column: "options", isText: true)
        case .callOutputs: Place(table: "call", column: "outputs", run: "parent", name: "address")
        case .incomplete: Place(table: "incomplete_execution", column: "point", run: "COALESCE(first_run, run)")
        case .keptPart: Place(table: "kept_part", column: "bytes", run: "first_run", name: "digest")
        }
    }

    /// For the one who has to do without it.
    package var label: String {
        switch self {
        case .queuedInput, .queuedOptions: "what waits to run"
        case .runInput, .runOptions: "what was handed to the run"
        case .callOutputs: "what a call gave"
        case .incomplete, .keptPart: "incomplete executions"
        }
    }
}
