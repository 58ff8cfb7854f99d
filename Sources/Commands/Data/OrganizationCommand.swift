import StorageCore
import ArgumentParser
import Engine
import Ledger
import Stores
import Values

struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Organizations, their plans and credits.",
        subcommands: [List.self, Add.self, ChangePlan.self, Grant.self])

    struct List: DataCommand {
        static let configuration = CommandConfiguration(abstract: "List organizations with plan and credits left.")
        @OptionGroup var folder: DataOptions
        @OptionGroup var output: JSONFlag

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let organizations = try await installation.storage.read { try IdentityStore($0).organizations() }
            var rows: [JSON] = []
            var lines: [String] = []
            for organization in organizations {
                let books = try await installation.engine.registry.books(of: organization.id, at: installation.engine.now())
                let left = books.available.map(\.description)
                rows.append([
                    "organizationId": .number("\(organization.id)"), "name": .string(organization.name), "plan": .string(organization.plan),
                    "zone": .string(organization.zone), "creditsLeft": left.map(JSON.string) ?? .null,
                ])
                lines.append(
                    "\(organization.id)\t\(organization.name)\t\(books.plan.name)\t\(left.map { "\($0) credits left" } ?? "no limit")")
            }
            return output.json ? CommandOutput(.array(rows)) : CommandOutput(lines.joined(separator: "\n"))
        }
    }

    struct Add: DataCommand {
        static let configuration = CommandConfiguration(abstract: "Add an organization.")
        @Argument(help: "Its name.") var name: String
        @Option(help: "Its IANA time zone.") var zone: String = "UTC"
        @Option(help: "selfHosted, free, core, pro, teams or enterprise.") var plan: String = "selfHosted"
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (name, zone, chosen) = (name, zone, try installation.plan(plan))
            guard Zone(zone) != nil else { throw InvalidInput("zone", "'\(zone)' is not an IANA time zone, such as Europe/Prague.") }
            let now = installation.engine.now()
            let made = try await installation.storage.write { transaction in
                let made = try OrganizationMaker(transaction, at: now).make(name: name, zone: zone, plan: chosen)
                for user in try IdentityStore(transaction).users() where user.isOperator {
                    try IdentityStore(transaction).grant(.owner, to: user.id, in: made.id)
                }
                return made
            }
            return CommandOutput("Added organization \(made.id).")
        }
    }

    struct ChangePlan: DataCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Move an organization to another plan: up at once, down at the reset.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "selfHosted, free, core, pro, teams or enterprise.") var plan: String
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            let (id, chosen, now) = (Organization.ID(organization), try installation.plan(plan), installation.engine.now())
            let plans = installation.engine.plans
            let direction = try await installation.storage.write {
                try PlanDesk($0, plans: plans, at: now).change(id, to: chosen, by: .commandLine)
            }
            try await installation.engine.registry.reload(id, at: now)
            return CommandOutput(
                direction == .downgrade
                    ? "Organization \(id) moves to the plan \(chosen.name) at its reset."
                    : "Organization \(id) is on the plan \(chosen.name).")
        }
    }

    struct Grant: DataCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an organization extra credits, until the end of its billing period.")
        @Argument(help: "The organization's id.") var organization: Int64
        @Argument(help: "Credits, such as 500 or 0.5.") var credits: String
        @OptionGroup var folder: DataOptions

        func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
            guard let amount = Credits(parsing: credits), amount > .zero else {
                throw InvalidInput("credits", "It is an amount above zero, such as 500 or 0.5.")
            }
            let (id, now) = (Organization.ID(organization), installation.engine.now())
            let period = try await installation.engine.registry.books(of: id, at: now).period(containing: now)
            try await installation.storage.write { transaction in
                let lot = Lot(
                    id: Lot.ID(rawValue: try SequenceStore(transaction).next("lot")), kind: .extra, granted: amount,
                    effective: Instant(milliseconds: now.milliseconds), expires: period.end)
                try LedgerStore(transaction).add(lot, to: id, note: "granted on the command line")
            }
            try await installation.engine.registry.reload(id, at: now)
            return CommandOutput("Organization \(id) got \(amount) extra credits.")
        }
    }
}

extension Installation {
    fileprivate func plan(_ id: String) throws -> Plan {
        guard let plan = engine.plans.named(id) else {
            throw InvalidInput(
                "plan", "There is no plan '\(id)'. There are: \(engine.plans.all.map(\.id.rawValue).joined(separator: ", ")).")
        }
        return plan
    }
}
