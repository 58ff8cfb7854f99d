package import Ledger
package import StorageCore
package import Values

/// A run that another one called, and what it came to.
package struct Call: Hashable, Sendable {
    package var child: Run.ID
    /// `nil` while it lives.
    package var outcome: Outcome?
    /// Milliseconds that it worked, and what it cost, with the runs that it waited for.
    package var worked: Int64 = 0
    package var credits = Credits.zero

    package enum Outcome: Hashable, Sendable {
        /// Encoded, and sealed where the called scenario is confidential.
        case outputs([UInt8])
        case failure(RunFailure)
    }
}

/// Calls of runs that wait for what they called.
package struct CallStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func add(child: Run.ID, of parent: Run.ID, address: String, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO call (organization, parent, address, child) VALUES (\(organization), \(parent), \(address), \(child))
            ON CONFLICT (organization, parent, address) DO NOTHING
            """)
    }

    package func call(of parent: Run.ID, address: String, in organization: Organization.ID) throws -> Call? {
        try transaction.row(
            """
            SELECT child, ended, outputs, error_type, error_message, worked, credits FROM call
            WHERE organization = \(organization) AND parent = \(parent) AND address = \(address)
            """
        ).map { row in
            var call = Call(child: RunID(trusted: try row.text(0)))
            guard try row.optionalInteger(1) != nil else { return call }
            (call.worked, call.credits) = (try row.integer(5), try row.credits(6))
            if let type = try row.optionalText(3) {
                call.outcome = .failure(RunFailure(type: type, message: try row.optionalText(4) ?? ""))
            } else {
                call.outcome = .outputs(try row.optionalBytes(2) ?? [])
            }
            return call
        }
    }

    /// What a run has called, waits for, and has not ended yet.
    package func open(of parent: Run.ID, in organization: Organization.ID) throws -> [Run.ID] {
        try transaction.rows(
            "SELECT child FROM call WHERE organization = \(organization) AND parent = \(parent) AND ended IS NULL ORDER BY child"
        ).map { RunID(trusted: try $0.text(0)) }
    }

    /// The child ended: its caller goes on.
    package func end(_ child: Run, outputs: [UInt8]?, at now: Timestamp) throws {
        guard let caller = child.options.caller else { return }
        let failure = child.state.apiStatus == 3 ? child.failure ?? RunFailure(type: "RuntimeError", message: "It was stopped.") : nil
        try transaction.execute(
            """
            UPDATE call SET worked = \(child.worked), credits = \(child.credits + child.calledCredits)
            WHERE organization = \(child.organization) AND parent = \(caller.run) AND address = \(caller.address)
            """)
        try end(caller, in: child.organization, outputs: outputs, failure, at: now)
    }

    /// - Parameter failure: what the child ended with; it may have ended before it began.
    package func end(
        _ caller: RunOptions.Caller, in organization: Organization.ID, outputs: [UInt8]?, _ failure: RunFailure?, at now: Timestamp
    ) throws {
        try transaction.execute(
            """
            UPDATE call SET ended = \(now), outputs = \(failure == nil ? outputs : nil), error_type = \(failure?.type),
                error_message = \(failure?.message) WHERE organization = \(organization) AND parent = \(caller.run) AND address = \(caller.address)
            """)
        try transaction.execute(
            """
            UPDATE run SET wake = \(now) WHERE organization = \(organization) AND id = \(caller.run) AND ended IS NULL
                AND state = \(RunState.sleeping.rawValue) AND wake IS NULL
            """)
    }

    /// What calls gave goes with a confidential caller's end.
    package func removeOutputs(of parent: Run.ID, in organization: Organization.ID) throws {
        try transaction.execute("UPDATE call SET outputs = NULL WHERE organization = \(organization) AND parent = \(parent)")
    }

    package func removeAll(of parents: [Run.ID], in organization: Organization.ID) throws {
        guard !parents.isEmpty else { return }
        try transaction.execute("DELETE FROM call WHERE organization = \(organization) AND parent IN (\(list: parents))")
    }
}
