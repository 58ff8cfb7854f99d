/// A schedule that can't be understood, or breaks a rule.
package struct ScheduleProblem: Error, Hashable, Sendable {
    /// `scheduling`, `scheduling.time`, `scheduling.restrict[0].days` ...
    package let field: String
    /// What was wrong, and what to do.
    package let message: String

    init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}
