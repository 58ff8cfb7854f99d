import Hummingbird

extension Problem {
    /// What takes something away for good is done when the address ends in `?confirmed=true`.
    static func confirm(_ request: Request, _ consequence: String) throws {
        guard !QueryItems(request).flag("confirmed") else { return }
        throw unconfirmed(consequence)
    }

    static func unconfirmed(_ consequence: String) -> Problem {
        Problem(
            status: .notAcceptable, code: "IM004", message: "Confirmation required.",
            detail: "\(consequence) Ask again with '?confirmed=true'.")
    }
}
