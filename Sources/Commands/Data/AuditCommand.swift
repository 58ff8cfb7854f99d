import ArgumentParser
import Engine
import Values

struct AuditCommand: DataCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Prove that the books balance, to 1/100 credit: operations, charges, runs, lots, roll-ups, seals.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag

    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput {
        let auditor = Auditor(storage: installation.storage, rates: installation.engine.rates, plans: installation.engine.plans)
        let reports = try await auditor.audit(at: installation.engine.now())
        let passed = reports.allSatisfy(\.passed)
        let findings = reports.flatMap { report in report.findings.map { "\(report.name): \($0)" } }
        let text = output.json ? Self.json(reports, passed).text() : reports.map(Self.sentence).joined(separator: "\n")
        return CommandOutput(text, errors: findings.joined(separator: "\n"), exit: passed ? .success : .auditFailed)
    }

    private static func sentence(_ report: AuditReport) -> String {
        let proved = "\(report.operations) operations of \(report.runs) runs, \(report.credits) credits"
        let since = report.firstDay.map { ", since \($0)" } ?? ""
        let seals = report.seals > 0 ? ", \(report.seals) sealed days" : ""
        return report.passed
            ? "\(report.name): the books balance (\(proved)\(since)\(seals))"
            : "\(report.name): the books do NOT balance, \(report.findingCount) findings (\(proved)\(since)\(seals))"
    }

    private static func json(_ reports: [AuditReport], _ passed: Bool) -> JSON {
        [
            "passed": .boolean(passed),
            "organizations": .array(
                reports.map {
                    [
                        "organizationId": .number("\($0.organization)"), "name": .string($0.name), "passed": .boolean($0.passed),
                        "runs": .number("\($0.runs)"), "operations": .number("\($0.operations)"), "credits": .string("\($0.credits)"),
                        "seals": .number("\($0.seals)"), "since": $0.firstDay.map(JSON.string) ?? .null,
                        "findings": .array($0.findings.map(JSON.string)),
                    ]
                }),
        ]
    }
}
