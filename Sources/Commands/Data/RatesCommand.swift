import ArgumentParser
import Engine
import Ledger
import Stores
import Values

struct RatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates", abstract: "What operations cost, from which day on.",
        subcommands: [List.self, Show.self, Check.self, Publish.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List the rate cards.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (rates, now) = (installation.engine.rates, Instant(installation.engine.now()))
            guard !output.json else { return CommandOutput(.array(rates.cards.map(RateCardDocument.json))) }
            let lines = rates.cards.map { card in
                "\(card.id)\t\(card.rules.count) rules\t\(card.id == rates.card(at: now).id ? "in force" : card.effectiveFrom > now ? "to come" : "past")"
            }
            return CommandOutput(lines.joined(separator: "\n"))
        }
    }

    struct Show: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Print a rate card as JSON: the document that 'rates publish' takes.")
        @Argument(help: "The card's day, such as 2026-01-01; without it the card in force.") var card: String?
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let rates = installation.engine.rates
            guard let card else { return CommandOutput(RateCardDocument.json(rates.card(at: Instant(installation.engine.now())))) }
            guard let found = rates.card(RateCard.ID(rawValue: card)) else { throw NotFound("rate card") }
            return CommandOutput(RateCardDocument.json(found))
        }
    }

    struct Check: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Say what would keep a rate card from being published.")
        @Argument(help: "The file.") var file: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        var files: [String] { [file] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let document = try CommandDocument.json(files[file] ?? [])
            let problems = installation.engine.catalog.problems(of: document, at: installation.engine.now())
            let json = JSON.array(problems.map { ["path": .string($0.path), "message": .string($0.message)] })
            let errors = problems.map { "\($0.path): \($0.message)" }.joined(separator: "\n")
            return CommandOutput(
                output.json ? json.text() : problems.isEmpty ? "The rate card can be published." : "", errors: errors,
                exit: problems.isEmpty ? .success : .badInput)
        }
    }

    struct Publish: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a rate card. It begins on a day to come, and is not edited any more.")
        @Argument(help: "The file.") var file: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        var files: [String] { [file] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let card = try RateCardDocument.card(try CommandDocument.json(files[file] ?? []))
            try await installation.engine.catalog.publish(
                card, author: nil, address: nil, in: installation.storage, at: installation.engine.now())
            return output.json
                ? CommandOutput(RateCardDocument.json(card)) : CommandOutput("The rate card \(card.id) holds from that day on.")
        }
    }
}
