struct PostgresSettings: Sendable {
    /// A conninfo string or a URL.
    let connection: String
    let schema: String?

    /// What each connection is told first.
    var opening: [String] {
        var statements = [
            "SET synchronous_commit = on",
            "SET client_min_messages = warning",
            // Statements here are short; compiling them takes longer than running them.
            "SET jit = off",
        ]
        if let quotedSchema { statements.append("SET search_path = \(quotedSchema)") }
        return statements
    }

    var quotedSchema: String? {
        schema.map { schema in
            "\"" + schema.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
    }
}
