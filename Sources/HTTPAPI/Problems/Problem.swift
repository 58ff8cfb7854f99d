import HTTPTypes
import Hummingbird
import Values

/// Why a request is not answered as asked, in the API's form.
struct Problem: Error, Hashable {
    struct Part: Hashable {
        /// Where: a parameter's name, or a path into a blueprint (`flow[3].filter`).
        var name: String
        var message: String
    }

    var status: HTTPResponse.Status
    var code: String
    var message: String
    /// What was attempted, and what to do.
    var detail: String
    var parts: [Part] = []
    var headers: HTTPFields = [:]

    var answer: Answer {
        var record: Record = ["detail": detail, "message": message, "code": code]
        if !parts.isEmpty { record["suberrors"] = parts.map { ["message": $0.message, "name": $0.name] as Record } }
        return Answer(record, status: status, headers: headers)
    }
}

extension Problem {
    static func badRequest(_ detail: String, _ parts: [Part] = []) -> Problem {
        Problem(status: .badRequest, code: "SC400", message: "Bad Request", detail: detail, parts: parts)
    }

    static func invalid(_ name: String, _ message: String) -> Problem {
        badRequest("Validation failed for 1 parameter(s).", [Part(name: name, message: message)])
    }

    static let notSignedIn = Problem(
        status: .unauthorized, code: "IM015", message: "Unauthorized", detail: "Sign in, or send an API token: 'Authorization: Token ...'.",
        headers: [.wwwAuthenticate: "Token"])

    static let wrongPassword = Problem(
        status: .unauthorized, code: "IM102", message: "Unauthorized", detail: "The e-mail address or the password is wrong.")

    static func paymentRequired(_ detail: String) -> Problem {
        Problem(status: .init(code: 402, reasonPhrase: "Payment Required"), code: "SC402", message: "Payment required", detail: detail)
    }

    static func forbidden(_ detail: String = "Your role does not allow this. Ask an owner or admin of the organization.") -> Problem {
        Problem(status: .forbidden, code: "SC403", message: "Permission denied", detail: detail)
    }

    /// The same for what does not exist and for what the reader may not know of.
    static func notFound(_ what: String) -> Problem {
        Problem(status: .notFound, code: "SC404", message: "Not found", detail: "There is no such \(what).")
    }

    static func conflict(_ detail: String) -> Problem {
        Problem(status: .conflict, code: "SC409", message: "Conflict", detail: detail)
    }

    static func confirmation(_ detail: String) -> Problem {
        Problem(status: .notAcceptable, code: "IM004", message: "Confirmation required.", detail: detail)
    }

    static func tooLarge(_ limit: Int) -> Problem {
        Problem(
            status: .contentTooLarge, code: "SC413", message: "Content too large", detail: "The body is larger than \(limit) bytes allow.")
    }

    static func tooManyRequests(retryAfter seconds: Int64) -> Problem {
        Problem(
            status: .tooManyRequests, code: "SC429", message: "Too many requests", detail: "Try again in \(seconds) s.",
            headers: [.retryAfter: "\(seconds)"])
    }

    static let failed = Problem(
        status: .internalServerError, code: "SC500", message: "Internal server error",
        detail: "Something went wrong here; the log of the server says what.")
}
