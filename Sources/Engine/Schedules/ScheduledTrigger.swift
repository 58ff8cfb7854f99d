import Automation
import StorageCore
import Stores
import Values

/// What a scheduled run of a scenario begins with.
struct ScheduledTrigger: Sendable {
    let isSequential: Bool
    private let isWebhook: Bool
    private let maxResults: Int
    private let input: [UInt8]?

    /// Deliveries that a run takes where its webhook module says no other number.
    static let standardResults = 2
    static let mostResults = 1_000

    init(_ program: Program, zone: String) {
        isSequential = program.blueprint.settings.sequential
        let first = program.blueprint.flow.first
        isWebhook = Hook.Kind(startedBy: first?.module) != nil
        let wanted = first.flatMap { $0.parameters["maxResults"] ?? $0.parameters["limit"] }?.asInteger
        maxResults = min(max(1, wanted ?? Self.standardResults), Self.mostResults)
        // Inputs have their defaults; one that is missing fails where it is used.
        let isStart = first?.module == "scenario-service:StartSubscenario"
        input =
            isStart ? Self.encoded((try? TriggerInput(program, zone: zone).checked(nil, options: RunOptions())) ?? [.collection([:])]) : nil
    }

    /// `nil`: it begins with a webhook, and nothing waits.
    func take(for scenario: Scenario, _ transaction: any Transaction) throws -> (input: [UInt8]?, transfer: Int64)? {
        guard isWebhook else { return (input, 0) }
        let taken = try HeldDeliveries(transaction).take(of: scenario.id, in: scenario.organization, limit: maxResults)
        guard !taken.inputs.isEmpty else { return nil }
        let bundles = try taken.inputs.flatMap { bytes -> [Value] in
            var position = 0
            guard case .array(let bundles) = try ValueCodec.decode(bytes, at: &position) else { return [] }
            return bundles
        }
        return (Self.encoded(bundles), taken.transfer)
    }

    private static func encoded(_ bundles: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        ValueCodec.encode(.array(bundles), into: &bytes)
        return bytes
    }
}
