/// The few words that differ. They go into a statement with `\(literal:)`, or as a part of it where they are ``SQL``.
extension Dialect {
    /// At the end of a `SELECT` that claims rows: takes those that no other transaction holds. SQLite has one writer, so none does.
    package var skipLocked: SQL { self == .postgres ? " FOR UPDATE SKIP LOCKED" : "" }

    /// At the end of a `SELECT` whose rows this transaction is about to change.
    package var forUpdate: SQL { self == .postgres ? " FOR UPDATE" : "" }

    /// The function that gives the larger of its arguments.
    package var greatest: String { self == .postgres ? "GREATEST" : "MAX" }

    /// The function that gives the smaller of its arguments.
    package var least: String { self == .postgres ? "LEAST" : "MIN" }

    /// The operator that matches a pattern whatever the case of its (ASCII) letters.
    package var like: String { self == .postgres ? "ILIKE" : "LIKE" }
}
