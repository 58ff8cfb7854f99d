import ArgumentParser
import Engine
import HTTPAPI
import Ledger
import StorageCore
import Stores
import Values

struct CreditsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credits", abstract: "An organization's credits: what there is, where it went, and what is given or taken by hand.",
        subcommands: [Show.self, StatementList.self, Grant.self, Void.self, Refund.self, Card.self])

    struct Show: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Show the balance with its lots, now or at a past instant.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Option(help: "A past instant in ISO 8601.") var at: String?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, now) = (Organization.ID(organization), installation.engine.now())
            let at = try at.map { try CommandAmount.instant($0, "at") } ?? now
            guard at <= now else { throw InvalidInput("at", "What will be is not known: name a past instant.") }
            _ = try await installation.engine.registry.books(of: id, at: now)
            let lots = try await installation.storage.read {
                try at == now ? LedgerStore($0).lots(of: id) : LedgerStore($0).lots(of: id, asOf: at)
            }
            return CreditsText.balance(lots.filter { $0.isValid(at: Instant(at)) || $0.debt > .zero }, at: at, json: output.json)
        }
    }

    struct StatementList: DataCommand {
        static let configuration = CommandConfiguration(commandName: "statement", abstract: "Print the ledger, the newest entry first.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Flag(help: "Print comma-separated values, as the pages download them.") var csv = false
        @Option(help: "Entries at most.") var limit: Int = 100
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, now, limit) = (Organization.ID(organization), installation.engine.now(), max(1, min(limit, 100_000)))
            _ = try await installation.engine.registry.books(of: id, at: now)
            if csv {
                let text = try await installation.storage.read { try StatementFile.text(of: id, at: now, $0) }
                // Whoever prints it ends the last line, whose CR is there already.
                return CommandOutput(String(decoding: text.utf8.dropLast(), as: UTF8.self))
            }
            let page = try await installation.storage.read {
                try StatementStore($0).page(of: id, StatementFilter(), limit: limit, offset: 0, at: now)
            }
            return CreditsText.statement(page, json: output.json)
        }
    }

    struct Grant: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Give an organization credits.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "Credits, such as 500 or 0.5.") var credits: String
        @Option(help: "extra, promotional or adjustment.") var kind: String = "extra"
        @Option(help: "When they lapse, in ISO 8601; without it at the end of the billing period.") var expires: String?
        @Option(help: "Why.") var note: String?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            guard let lotKind = Lot.Kind(word: kind) else { throw InvalidInput("kind", "It is extra, promotional or adjustment.") }
            let (amount, note) = (try CommandAmount.credits(credits, "credits"), note)
            let (id, expires) = (Organization.ID(organization), try expires.map { try CommandAmount.instant($0, "expires") })
            let lot = try await installation.ledger(of: id) {
                try $0.grant(lotKind, amount, expires: expires, note: note ?? "granted on the command line", to: id, by: .commandLine)
            }
            return CreditsText.lot(lot, "Organization \(id) got \(amount) \(kind) credits (lot \(lot.id)).", json: output.json)
        }
    }

    struct Void: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Take back what is left of a lot.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "The lot's id.") var lot: Int64
        @Option(help: "Why.") var note: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, lot, note) = (Organization.ID(organization), Lot.ID(rawValue: lot), note)
            let voided = try await installation.ledger(of: id) { try $0.void(lot, of: id, note: note, by: .commandLine) }
            return CreditsText.lot(voided, "Nothing is left of lot \(lot) any more.", json: output.json)
        }
    }

    struct Refund: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Give back what a run cost, or a part of it.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "The run's id.") var run: String
        @Option(help: "Why.") var note: String
        @Option(help: "A part of the cost, such as 0.5; without it all that was not given back yet.") var credits: String?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            guard let run = RunID(rawValue: run) else { throw NotFound("run") }
            let (id, note, credits) = (Organization.ID(organization), note, try credits.map { try CommandAmount.credits($0, "credits") })
            let lot = try await installation.ledger(of: id) { try $0.refund(run, of: id, note: note, credits: credits, by: .commandLine) }
            return CreditsText.lot(lot, "The run \(run) was refunded to lot \(lot.id).", json: output.json)
        }
    }
}

extension Installation {
    func ledger(of id: Organization.ID, _ body: @escaping @Sendable (LedgerDesk) throws -> Lot) async throws -> Lot {
        let (plans, now) = (engine.plans, engine.now())
        let lot = try await storage.write { try body(LedgerDesk($0, plans: plans, at: now)) }
        try await engine.registry.reload(id, at: now)
        return lot
    }
}
