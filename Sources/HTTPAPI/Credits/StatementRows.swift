import Engine
import Ledger
import StorageCore
import Stores
import Values

/// Entries of a statement with the names that they are shown with, read together.
struct StatementRows {
    private let scenarios: [Scenario.ID: (name: String, deleted: Bool)]
    private let purchases: [Lot.ID: (id: Purchase.ID, author: User.ID?)]
    private let users: [User.ID: String]

    init(_ entries: [StatementEntry], of organization: Organization.ID, _ transaction: any Transaction) throws {
        scenarios = try ScenarioStore(transaction).names(of: organization)
        let bought = Set(entries.filter { $0.kind == .purchase }.map(\.lot))
        purchases = try PurchaseStore(transaction).purchases(ofLots: bought, in: organization)
        users = try IdentityStore(transaction).names(of: Set(entries.compactMap(\.author) + purchases.values.compactMap(\.author)))
    }

    func record(_ entry: StatementEntry) -> Record {
        let (purchase, scenario) = (purchase(of: entry), entry.scenario.map { scenarios[$0] })
        return [
            "id": entry.id, "at": entry.at, "kind": entry.kind.rawValue, "centicredits": entry.credits, "balance": entry.balance,
            "lotId": entry.lot.rawValue, "lotKind": entry.lotKind.word, "note": entry.note, "runId": entry.run,
            "scenarioId": entry.scenario, "scenarioName": scenario.map { $0?.name ?? "" },
            "deleted": scenario.map { $0?.deleted ?? true } ?? false,
            "runs": entry.runs, "purchaseId": purchase?.id, "author": author(entry).map(record),
        ]
    }

    static let header = [
        "at", "kind", "credits", "balance", "lot", "lot kind", "note", "run", "scenario", "scenario name", "runs", "purchase", "author",
    ]

    func cells(_ entry: StatementEntry) -> [String] {
        [
            entry.at.iso8601, entry.kind.rawValue, "\(entry.credits)", entry.balance?.description ?? "", "\(entry.lot)", entry.lotKind.word,
            entry.note ?? "", entry.run?.rawValue ?? "", entry.scenario?.description ?? "",
            entry.scenario.flatMap { scenarios[$0]?.name } ?? "",
            "\(entry.runs)", purchase(of: entry)?.id.description ?? "", author(entry).flatMap { users[$0] } ?? "",
        ]
    }

    private func purchase(of entry: StatementEntry) -> (id: Purchase.ID, author: User.ID?)? {
        entry.kind == .purchase ? purchases[entry.lot] : nil
    }

    private func author(_ entry: StatementEntry) -> User.ID? { entry.author ?? purchase(of: entry)?.author }

    private func record(_ user: User.ID) -> Record { ["id": user, "name": users[user] ?? ""] }
}
