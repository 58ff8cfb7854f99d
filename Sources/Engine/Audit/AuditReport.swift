package import Ledger
package import Stores

/// What an audit of one organization found.
package struct AuditReport: Sendable {
    package var organization: Organization.ID
    package var name: String
    package var runs: Int64 = 0
    /// Operations recomputed and priced again.
    package var operations: Int64 = 0
    package var credits = Credits.zero
    package var seals: Int = 0
    /// The first day that was proved down to the operation.
    package var firstDay: String?
    /// Each says what disagrees, and by how much. Empty: the books balance.
    package private(set) var findings: [String] = []
    package private(set) var findingCount = 0

    /// Findings that are kept in words.
    package static let findingLimit = 100

    package var passed: Bool { findingCount == 0 }

    package init(organization: Organization.ID, name: String) {
        self.organization = organization
        self.name = name
    }

    mutating func find(_ finding: @autoclosure () -> String) {
        findingCount += 1
        if findings.count < Self.findingLimit { findings.append(finding()) }
    }

    mutating func expect<Figure: Equatable>(_ left: Figure, _ right: Figure, _ what: @autoclosure () -> String) {
        if left != right { find("\(what()): \(left) against \(right)") }
    }
}
