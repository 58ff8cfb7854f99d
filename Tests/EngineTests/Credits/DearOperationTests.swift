import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct DearOperationTests {
    private static let plan = Plan(id: "five", name: "Five", creditsPerPeriod: Credits(5), transferPerPeriod: nil, retentionDays: 30)

    /// A card on which composing costs ten credits, and everything else one.
    private static func cards() throws -> RateCards {
        let shipped = RateCards.shipped.cards[0]
        return try RateCards([
            RateCard(
                shipped.id, effectiveFrom: shipped.effectiveFrom, rules: shipped.rules,
                modules: shipped.modules.merging(["util:ComposeTransformer": "invoice"]) { $1 }, models: shipped.models)
        ])
    }

    @Test func `what is too dear for what is left waits, and what can be paid runs`() async throws {
        try await TestEngine(TestDatabase.sqlite.open(), plan: Self.plan, rates: Self.cards()).working { test in
            let dear = try await test.add(
                #"{"name":"Dear","flow":[{"id":1,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"a"}}],"metadata":{"version":1}}"#
            )
            let cheap = try await test.add(
                #"{"name":"Cheap","flow":[{"id":1,"module":"util:SetVariable2","version":1,"mapper":{"name":"a","scope":"roundtrip","value":"b"}}],"metadata":{"version":1}}"#
            )
            #expect(try await test.engine.runToEnd(dear, origin: .schedule, author: nil, trigger: nil).run.state == .outOfCredits)
            for _ in 0..<5 {
                let ended = try await test.engine.runToEnd(cheap, origin: .schedule, author: nil, trigger: nil).run
                #expect(ended.state == .success && ended.credits == Credits(1))
            }
            #expect(try await test.engine.registry.books(of: test.organization.id, at: test.clock.now).available == .zero)
            #expect(try await test.findings() == [])
        }
    }
}
