import Automation
import StorageCore
import Stores
import Values

/// What a run is at the beginning of, opened where it is sealed.
struct RunStart: Sendable {
    var trigger: [Value]?
    var attempt: Attempt?
    /// Why it can't be read.
    var unreadable: String?
}

/// The incomplete execution that a run tries again.
struct Attempt: Sendable {
    var kept: IncompleteExecution
    var bundle: KeptBundle

    var point: ResumePoint { bundle.point }
}

extension RunParts {
    /// Opens the options of the run too, as far as they hold bundles.
    func start(of run: inout Run, input: [UInt8]?) async throws -> RunStart {
        var start = RunStart()
        do {
            let confidential = ConfidentialBundles(secrets, of: run.id, in: run.organization)
            run.options = try run.options.opened(by: confidential)
            start.trigger = try input.flatMap { try Self.bundles(confidential.open($0)) }
            start.attempt = try await attempt(of: run)
        } catch is SealedByAnotherKey {
            start.unreadable =
                "What the run was started with was encrypted with a key file that is gone. Put back the key file that belongs to this database."
        } catch is MissingPart {
            start.unreadable = "A part of what the incomplete execution goes on with is missing."
        }
        return start
    }

    private func attempt(of run: Run) async throws -> Attempt? {
        guard let id = run.options.incomplete else { return nil }
        let (organization, secrets) = (run.organization, secrets)
        return try await storage.read { transaction in
            guard let kept = try IncompleteStore(transaction).execution(id, in: organization) else { return nil }
            return Attempt(kept: kept, bundle: try KeptBundles(transaction, secrets).bundle(of: kept))
        }
    }

    static func bundles(_ bytes: [UInt8]) throws -> [Value]? {
        var position = 0
        return try ValueCodec.decode(bytes, at: &position).asArray
    }
}
