package import Ledger
package import Values

/// What one operation did and what it cost, as the journal keeps it: enough to replay the run, to show it, and to price it again.
package struct JournalEntry: Sendable {
    package enum Status: UInt8, Sendable { case success = 1, warning = 2, error = 3 }

    package var moduleId: Int
    /// Bundle indexes of the enclosing loops; with the module id it is the operation's address.
    package var path: [Int]
    package var kind: ChargeKind
    package var operations: Int64
    package var credits: Credits
    /// The id of the price rule, and of the rate card it stands in.
    package var rule: String
    package var card: String
    /// Bytes that crossed the installation's border.
    package var transfer: Int64
    package var startedAt: Timestamp
    package var endedAt: Timestamp
    package var status: Status
    /// The effect was cut off by a crash and done again.
    package var repeated: Bool
    /// The output is not kept where it follows from the input: an iterator's bundles are references into its array.
    package var keepsOutput: Bool
    package var input: Value
    package var output: [Value]
    package var failure: ModuleFailure?

    package init(
        moduleId: Int, path: [Int] = [], kind: ChargeKind, operations: Int64, credits: Credits, rule: String, card: String,
        transfer: Int64 = 0,
        startedAt: Timestamp, endedAt: Timestamp, status: Status = .success, repeated: Bool = false, keepsOutput: Bool = true,
        input: Value = .null, output: [Value] = [], failure: ModuleFailure? = nil
    ) {
        self.moduleId = moduleId
        self.path = path
        self.kind = kind
        self.operations = operations
        self.credits = credits
        self.rule = rule
        self.card = card
        self.transfer = transfer
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.status = status
        self.repeated = repeated
        self.keepsOutput = keepsOutput
        self.input = input
        self.output = output
        self.failure = failure
    }
}
