import Automation

extension PatternError {
    var failure: ModuleFailure {
        switch bound {
        case nil: ModuleFailure("DataError", message, began: false)
        case "pattern.milliseconds": ModuleFailure("ModuleTimeoutError", message)
        case "pattern.matches": ModuleFailure("MaxResultsExceededError", message)
        default: ModuleFailure("DataError", message)
        }
    }
}
