import Automation
import ModuleLibrary
import StorageCore
import Stores
import Values

/// What a scheduled run of a scenario begins with.
struct ScheduledTrigger: Sendable {
    /// A scheduled run begins when the one before has ended: the runs follow each other, or their trigger looks for what is new. What that
    /// read counts from the run's end on, so another run would read it again.
    let isOneByOne: Bool
    private let isWebhook: Bool
    private let maxResults: Int
    private let input: [UInt8]?

    /// Deliveries that a run takes where its webhook module says no other number.
    static let standardResults = 2
    static let mostResults = 1_000

    init(_ program: Program, zone: String, library: ModuleLibrary) {
        isOneByOne =
            program.blueprint.settings.sequential
            || program.first.map { $0.role == .trigger && library.execution(for: $0.module) != nil } ?? false
        let first = program.blueprint.flow.first
        isWebhook = Hook.Kind(startedBy: first?.module) != nil
        let wanted = first.flatMap { $0.parameters["maxResults"] ?? $0.parameters["limit"] }?.asInteger
        maxResults = min(max(1, wanted ?? Self.standardResults), Self.mostResults)
        // Inputs have their defaults; one that is missing fails where it is used.
        let isStart = first?.module == "scenario-service:StartSubscenario"
        input =
            isStart ? Self.encoded((try? TriggerInput(program, zone: zone).checked(nil, options: RunOptions())) ?? [.collection([:])]) : nil
    }

    /// `nil`: it begins with a webhook, and nothing waits. Throws ``SealedByAnotherKey``: deliveries that no key opens stay where they are.
    func take(for scenario: Scenario, _ transaction: any Transaction, _ secrets: InstallationSecrets) throws -> (
        input: [UInt8]?, transfer: Int64
    )? {
        guard isWebhook else { return (input, 0) }
        let taken = try HeldDeliveries(transaction).take(of: scenario.id, in: scenario.organization, limit: maxResults)
        guard !taken.inputs.isEmpty else { return nil }
        let bundles = try taken.inputs.flatMap { id, bytes in
            try RunParts.bundles(ConfidentialBundles(secrets, of: id, in: scenario.organization).open(bytes)) ?? []
        }
        return (Self.encoded(bundles), taken.transfer)
    }

    /// For an attempt after a run that failed: the deliveries that it took, or what waits now. A trigger that looks for what is new by
    /// itself reads again what that run had read. Throws ``SealedByAnotherKey``.
    func takeAgain(
        after failed: Run.ID, for scenario: Scenario, _ transaction: any Transaction, _ secrets: InstallationSecrets
    ) throws -> (input: [UInt8]?, transfer: Int64)? {
        guard isWebhook, let input = try RunStore(transaction).input(of: failed, in: scenario.organization).input else {
            return try take(for: scenario, transaction, secrets)
        }
        return (try ConfidentialBundles(secrets, of: failed, in: scenario.organization).open(input), 0)
    }

    private static func encoded(_ bundles: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        ValueCodec.encode(.array(bundles), into: &bytes)
        return bytes
    }
}
