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

    init(_ program: Program, zone: String, library: ModuleLibrary) {
        isOneByOne = program.blueprint.settings.sequential || library.asksTrigger(of: program)
        let first = program.blueprint.flow.first
        isWebhook = Hook.Kind(startedBy: first?.module) != nil
        maxResults = program.mostDeliveries
        // Inputs have their defaults; one that is missing fails where it is used.
        let begin = TriggerInput(program, zone: zone, library: library)
        input = begin.declaresInputs ? ValueCodec.encoded((try? begin.checked(nil, options: RunOptions())) ?? [.collection([:])]) : nil
    }

    /// `nil`: it begins with a webhook, and nothing waits. Throws ``SealedByAnotherKey``: deliveries that no key opens stay where they are.
    func take(for scenario: Scenario, _ transaction: any Transaction, _ secrets: InstallationSecrets) throws -> (
        input: [UInt8]?, transfer: Int64
    )? {
        guard isWebhook else { return (input, 0) }
        let taken = try HeldDeliveries(transaction).take(of: scenario.id, in: scenario.organization, limit: maxResults)
        guard !taken.inputs.isEmpty else { return nil }
        return (ValueCodec.encoded(try taken.bundles(of: scenario.organization, secrets)), taken.transfer)
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
}

extension Program {
    /// Deliveries that a run which begins by itself, or by hand, takes from those that wait at its webhook: 2 where its module names no
    /// other number.
    var mostDeliveries: Int {
        let wanted = blueprint.flow.first.flatMap { $0.parameters["maxResults"] ?? $0.parameters["limit"] }
        let number = wanted?.asInteger ?? wanted?.asText.flatMap { Int($0) }
        return min(max(1, number ?? 2), 1_000)
    }
}

extension HeldDeliveries.Taken {
    /// Throws ``SealedByAnotherKey``.
    func bundles(of organization: Organization.ID, _ secrets: InstallationSecrets) throws -> [Value] {
        try inputs.flatMap { id, bytes in
            try RunParts.bundles(ConfidentialBundles(secrets, of: id, in: organization).open(bytes)) ?? []
        }
    }
}
