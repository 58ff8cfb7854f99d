extension Plan {
    /// Everything is counted, nothing is limited (decision 16).
    package static let selfHosted = Plan(
        id: "selfHosted", name: "Self-hosted", creditsPerPeriod: nil, transferPerPeriod: nil, retentionDays: 60)

    package static let free = Plan(
        "free", "Free", credits: Credits(1_000), retentionDays: 7, price: nil,
        limits: [.activeScenarios: 2, .minimumInterval: 15 * minute, .runTime: 5 * minute, .fileSize: 5 * megabyte, .webhookQueue: 67])

    package static let core = Plan(
        "core", "Core", credits: Credits(10_000), retentionDays: 30, price: 1_059,
        limits: [
            .minimumInterval: minute, .runTime: 40 * minute, .fileSize: 100 * megabyte, .webhookQueue: 667, .requestsPerMinute: 60,
        ])

    package static let pro = Plan(
        "pro", "Pro", credits: Credits(10_000), retentionDays: 30, price: 1_882,
        limits: [
            .minimumInterval: minute, .runTime: 40 * minute, .fileSize: 250 * megabyte, .webhookQueue: 667, .requestsPerMinute: 120,
        ])

    package static let teams = Plan(
        "teams", "Teams", credits: Credits(10_000), retentionDays: 30, price: 3_412,
        limits: [
            .minimumInterval: minute, .runTime: 40 * minute, .fileSize: 500 * megabyte, .webhookQueue: 667, .requestsPerMinute: 240,
        ])

    package static let enterprise = Plan(
        "enterprise", "Enterprise", credits: Credits(1_000_000), retentionDays: 60, price: nil,
        limits: [
            .minimumInterval: minute, .runTime: 40 * minute, .fileSize: 1_000 * megabyte, .webhookQueue: 10_000, .webhookLogDays: 30,
            .requestsPerMinute: 1_000,
        ])

    package static let shipped: [Plan] = [.selfHosted, .free, .core, .pro, .teams, .enterprise]

    package static func shipped(_ id: ID) -> Plan? { shipped.first { $0.id == id } }

    /// 5 GB for each 10,000 credits.
    package static func transfer(for credits: Credits) -> Int64 { credits.centicredits * 5_000 }

    private static let minute: Int64 = 60_000
    private static let megabyte: Int64 = 1_000_000

    private init(
        _ id: ID, _ name: String, credits: Credits, retentionDays: Int, price: Int64?, limits: KeyValuePairs<PlanLimit.Name, Int64>
    ) {
        self.init(
            id: id, name: name, creditsPerPeriod: credits, transferPerPeriod: Self.transfer(for: credits), retentionDays: retentionDays,
            price: price.map { PlanPrice(minorUnits: $0, currency: "USD", per: Credits(10_000)) }, extra: price.map { _ in ExtraTerms() },
            limits: limits.map { PlanLimit($0.key, $0.value) })
    }
}
