import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Values

/// A database with the product's schema and one organization on a plan of 100 credits.
struct StoreFixture {
    static let start = Timestamp(milliseconds: 1_795_341_600_000)
    static let plan = Plan(id: "tiny", name: "Tiny", creditsPerPeriod: Credits(100), transferPerPeriod: nil, retentionDays: 30)

    let storage: any Storage
    let organization: Organization
    let team: Team

    init(_ database: TestDatabase) async throws {
        storage = try await database.open()
        try await storage.migrate(Schema.migrations)
        (organization, team) = try await storage.write { transaction in
            let made = try OrganizationMaker(transaction, at: Self.start).make(name: "Test", zone: "UTC", plan: Self.plan)
            guard let team = try IdentityStore(transaction).teams(of: made.id).first else { throw NotFound("team") }
            return (made, team)
        }
    }

    func run(_ number: Int64) -> RunID { RunID.make(at: Self.start.milliseconds + number) }
}
