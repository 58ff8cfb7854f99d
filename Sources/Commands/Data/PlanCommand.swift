import ArgumentParser
import Engine
import Ledger
import StorageCore
import Stores
import Values

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "The plans that this installation offers, and which one an organization is on.",
        subcommands: [List.self, Show.self, Set.self, Change.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List the plans.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let plans = installation.engine.plans.all
            guard !output.json else { return CommandOutput(.array(plans.map(PlanDocument.json))) }
            return CommandOutput(plans.map(Self.line).joined(separator: "\n"))
        }

        private static func line(_ plan: Plan) -> String {
            let credits =
                plan.creditsPerPeriod.map { "\($0.grouped) credits per \(plan.periodKind == .annualLump ? "year" : "month")" } ?? "no limit"
            let price = plan.price.map { "\(PriceText.text($0.cost(of: plan.creditsPerPeriod ?? $0.per))) \($0.currency)" } ?? "no price"
            return "\(plan.id)\t\(plan.name)\t\(credits)\t\(price)"
        }
    }

    struct Show: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a plan as JSON: the document that 'plan set' takes.")
        @Argument(help: "The plan's id.") var plan: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            CommandOutput(PlanDocument.json(try installation.plan(plan)))
        }
    }

    struct Set: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a plan, or put one in the place of another.",
            discussion: "The file is a plan as 'plan show' prints it; its 'id' names the plan. Running periods keep what they were granted."
        )
        @Argument(help: "The file.") var file: String
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        var files: [String] { [file] }

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let json = try CommandDocument.json(files[file] ?? [])
            guard let id = json["id"]?.asText else { throw DocumentProblem("id", "Name the plan, by 'id'.") }
            let plan = try PlanDocument.plan(json, id: Plan.ID(rawValue: id))
            let now = installation.engine.now()
            try await installation.engine.catalog.save(plan, author: nil, address: nil, in: installation.storage, at: now)
            try await installation.engine.registry.reloadAll(at: now)
            return output.json ? CommandOutput(PlanDocument.json(plan)) : CommandOutput("The plan \(plan.name) is kept.")
        }
    }

    struct Change: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move an organization to another plan: up at once, down at the reset.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "The plan's id.") var plan: String
        @Option(help: "How many of the plan's credits per period; without it the plan's own number.") var credits: String?
        @Flag(help: "Do not wait for the reset: a new period begins now, also if it is a downgrade.") var now = false
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            try await installation.changePlan(
                of: Organization.ID(organization), to: plan, credits: try credits.map { try CommandAmount.credits($0, "credits") },
                atOnce: now, json: output.json)
        }
    }
}

extension Installation {
    func plan(_ id: String) throws -> Plan {
        guard let plan = engine.plans.named(id) else {
            throw InvalidInput(
                "plan", "There is no plan '\(id)'. There are: \(engine.plans.all.map(\.id.rawValue).joined(separator: ", ")).")
        }
        return plan
    }

    func changePlan(of id: Organization.ID, to plan: String, credits: Credits? = nil, atOnce: Bool = false, json: Bool = false) async throws
        -> CommandOutput
    {
        let chosen = try self.plan(plan)
        let direction = try await engine.changePlan(of: id, to: chosen, credits: credits, atOnce: atOnce, by: .commandLine)
        let isPlanned = direction == .downgrade && !atOnce
        guard !json else {
            return CommandOutput([
                "organizationId": .number("\(id)"), "plan": .string(plan), "change": .string(direction.rawValue),
                "effective": .string(isPlanned ? "reset" : "now"),
            ])
        }
        return CommandOutput(
            isPlanned
                ? "Organization \(id) moves to the plan \(chosen.name) at its reset." : "Organization \(id) is on the plan \(chosen.name).")
    }
}
