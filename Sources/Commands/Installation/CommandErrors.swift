import Automation
import Engine
import Ledger
import StorageCore
import Stores

/// What a person is told of an error on the command line: what was wrong, and what to do.
enum CommandErrors {
    static func output(for error: any Error) -> CommandOutput {
        switch error {
        case let unreadable as UnreadableFile: .failure("The file '\(unreadable.path)' can't be read.", .badInput)
        case let blueprint as BlueprintError: .failure("Nothing was imported. \(blueprint)", .badInput)
        case let missing as NotFound: .failure("There is no such \(missing.what) here.", .badInput)
        case let invalid as InvalidInput: .failure("\(invalid.field): \(invalid.message)", .badInput)
        case let inputs as InvalidInputs: .failure(inputs.parts.map(\.message).joined(separator: "\n"), .badInput)
        case let reached as PlanLimitReached: .failure(reached.message, .badInput)
        case let used as ConnectionInUse:
            .failure(
                "'\(used.name)' is used by \(used.scenarios.joined(separator: ", ")). Give --confirmed to delete it all the same.",
                .badInput)
        case let refusal as DataStoreRefusal: .failure(refusal.message, .badInput)
        case let document as DocumentProblem:
            .failure("\(document.path.isEmpty ? "The document" : document.path): \(document.message)", .badInput)
        case let unknown as UnknownOrganization: .failure("There is no organization \(unknown.id) here.", .badInput)
        case let short as InsufficientCredits:
            .failure("No credits are left (\(short.available)). Buy extra credits, or wait for the reset.", .outOfCredits)
        case StorageError.owned(let folder):
            .failure("Another process uses '\(folder)'. Stop it, or give the command again once its server answers.", .failed)
        case StorageError.schemaTooNew(let found, let known):
            .failure("The database was made by a newer version (schema \(found); this program knows \(known)). Use that version.", .failed)
        default: .failure("\(error)", .failed)
        }
    }
}
