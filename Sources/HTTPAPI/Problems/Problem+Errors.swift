import Automation
import Engine
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Stores

extension Problem {
    /// The whole table from errors to HTTP; `nil` for what nobody expects, which is logged and answered 500.
    init?(_ error: any Error, maximumBody: Int) {
        switch error {
        case let problem as Problem: self = problem
        case let missing as NotFound: self = .notFound(missing.what)
        case is UnknownOrganization: self = .notFound("organization")
        case let document as DocumentProblem: self = .invalid(document.path, document.message)
        case let reached as PlanLimitReached:
            self = .badRequest(reached.message, [Part(name: reached.limit.rawValue, message: reached.message)])
        case let input as InvalidInput: self = .invalid(input.field, input.message)
        case let error as BlueprintError: self = .blueprint(error)
        case let conflict as VersionConflict: self = .conflict(conflict)
        case let short as InsufficientCredits: self = .insufficient(short)
        case let inputs as InvalidInputs:
            self = .badRequest(
                "Validation failed for \(inputs.parts.count) parameter(s).", inputs.parts.map { Part(name: "Error", message: $0.message) })
        case let used as ConnectionInUse:
            self = .confirmation(
                "'\(used.name)' is used by \(used.scenarios.map { "'\($0)'" }.joined(separator: ", ")). "
                    + "Repeat the request with confirmed=true to delete it all the same.")
        case let refusal as DataStoreRefusal: self = .refused(refusal)
        case let sealed as SealedByAnotherKey: self = .badRequest(sealed.description)
        case let spec as SpecProblem: self = .invalid(spec.path, spec.message)
        case is NIOTooManyBytesError: self = .tooLarge(maximumBody)
        case let error as HTTPError: self.init(error, maximumBody: maximumBody)
        default: return nil
        }
    }

    private init(_ error: HTTPError, maximumBody: Int) {
        switch error.status {
        case .notFound: self = .notFound("address")
        case .methodNotAllowed:
            self = Problem(
                status: .methodNotAllowed, code: "SC405", message: "Method not allowed", detail: "This address does not take this method.",
                headers: error.headers)
        case .contentTooLarge: self = .tooLarge(maximumBody)
        default:
            self = .badRequest(error.body ?? error.status.reasonPhrase)
            status = error.status
            headers = error.headers
        }
    }

    private static func blueprint(_ error: BlueprintError) -> Problem {
        .badRequest("The blueprint can't be read: \(error.description)", [Part(name: error.path, message: error.description)])
    }

    private static func refused(_ refusal: DataStoreRefusal) -> Problem {
        switch refusal.reason {
        case .noSuchStore: return .notFound("data store")
        case .noSuchRecord: return .notFound("record")
        case .full:
            var problem = Problem.badRequest(refusal.message)
            problem.code = "IM003"
            return problem
        case .keyTaken, .invalid: return .badRequest(refusal.message)
        }
    }

    private static func insufficient(_ short: InsufficientCredits) -> Problem {
        .paymentRequired("The organization has \(short.available) credits left. Buy more, or wait for the reset.")
    }

    private static func conflict(_ conflict: VersionConflict) -> Problem {
        .conflict(
            "The save is based on version \(conflict.basedOn), and \(conflict.current) is the last. Load it and make the change again.")
    }
}
