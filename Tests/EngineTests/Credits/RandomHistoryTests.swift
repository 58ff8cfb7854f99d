import Foundation
import StorageCore
import Stores
import TestSupport
import Testing

struct RandomHistoryTests {
    private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? standard
    }

    /// `FLOWMETER_DATABASE_HISTORIES` for more of them, `FLOWMETER_SEED` for others.
    @Test(arguments: TestDatabase.available)
    func `whatever happens, and wherever it is cut off, the balance is the lots, the ledger, the charges and every roll-up`(
        _ database: TestDatabase
    ) async throws {
        let (seed, count) = (Self.number("FLOWMETER_SEED", 20_261_124), Self.number("FLOWMETER_DATABASE_HISTORIES", 300))
        var cutOff = 0
        var storage = try await database.open()
        var payer = RandomHistory.payer(seed: seed)
        for index in 0..<count {
            // A few organizations to a database: they must not disturb each other either.
            if index % 20 == 0 {
                storage = try await database.open()
                payer = RandomHistory.payer(seed: seed &+ index)
                try await storage.migrate(Schema.migrations)
            }
            let history = try await RandomHistory(storage, payer: payer, seed: seed &+ index &* 0x9E37_79B9)
            try await history.live(steps: 8)
            cutOff += history.cutOff
        }
        // A history that nothing cuts off proves little.
        #expect(cutOff > Int(count), "seed \(seed)")
        print("\(database): \(count) histories, seed \(seed), cut off at \(cutOff) writes")
    }
}
