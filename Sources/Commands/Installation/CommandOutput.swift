import Values

/// What a command prints, and what its exit says.
package struct CommandOutput: Sendable {
    /// For stdout, without the last line break.
    package var text: String
    /// For stderr.
    package var errors: String
    package var exit: ExitStatus

    package init(_ text: String = "", errors: String = "", exit: ExitStatus = .success) {
        self.text = text
        self.errors = errors
        self.exit = exit
    }

    init(_ json: JSON) { self.init(json.text()) }

    static func failure(_ message: String, _ exit: ExitStatus) -> CommandOutput { CommandOutput(errors: message, exit: exit) }
}

/// Exit codes; usage errors exit with 64, as ArgumentParser does.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// The program could not do it: the database, the network, a bug.
    case failed = 1
    /// The input is wrong: no such scenario, a file that isn't a blueprint.
    case badInput = 2
    /// The run ended with an error.
    case runFailed = 3
    /// The run did not start, or stopped, for want of credits.
    case outOfCredits = 4
    /// The books do not balance.
    case auditFailed = 5
}
