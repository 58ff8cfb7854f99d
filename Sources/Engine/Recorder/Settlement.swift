import Automation
import StorageCore
import Stores

/// What becomes of what a run changed in data stores and has not committed (decision record 17).
enum Settlement: Sendable {
    case commit
    case takeBack

    /// How a run's end settles its last cycle. A stop is no failure: what was done by then is done.
    init(_ state: RunState, isCutOff: Bool) {
        switch state {
        case .error, .cannotResume: self = .takeBack
        default: self = isCutOff ? .takeBack : .commit
        }
    }

    /// Says what could not be taken back.
    func carryOut(for run: Run, _ transaction: any Transaction) throws -> ChangedRecords {
        let undo = UndoStore(transaction, of: run.id, in: run.organization)
        switch self {
        case .takeBack: return try undo.takeBack()
        case .commit:
            try undo.commit()
            return ChangedRecords()
        }
    }
}

extension RunFailure {
    /// With what stays, though the run failed. Keys are data, so those of a confidential scenario are not named.
    mutating func add(_ changed: ChangedRecords, isConfidential: Bool) {
        guard changed.count > 0 else { return }
        if let last = message.last, !last.isPunctuation { message += "." }
        let records = changed.count == 1 ? "1 record was" : "\(changed.count) records were"
        message += " \(records) not taken back, as somebody else has changed \(changed.count == 1 ? "it" : "them") since"
        guard !isConfidential else { return message += "." }
        message += ": " + changed.first.map { "'\($0.key)' of the data store '\($0.store)'" }.joined(separator: ", ")
        message += changed.count > Int64(changed.first.count) ? " and others." : "."
    }
}
