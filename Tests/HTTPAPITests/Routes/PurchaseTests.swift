import Engine
import Hummingbird
import HummingbirdTesting
import Ledger
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct PurchaseTests {
    private static let base = "flowmeter/organizations/1"

    @Test func `an offer has the plan's price with the surcharge, in units`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            let offer = try await client.ask(.get, "\(Self.base)/purchases/offer?centicredits=500000", as: "accountant")
            #expect(offer["offer", "price"] == "11.77" && offer["offer", "currency"] == "USD" && offer["offer", "surchargePercent"] == 25)
            #expect(
                offer["offer", "transferBytes"] == 2_500_000_000 && offer["offer", "forSale"] == true && offer["offer", "reason"] == .null)
            let unit = try await client.ask(.get, "\(Self.base)/purchases/offer")
            #expect(unit["offer", "centicredits"] == 100_000 && unit["offer", "unit"] == 100_000)
            for wrong in ["0", "-100000", "150", "x"] {
                #expect(try await client.ask(.get, "\(Self.base)/purchases/offer?centicredits=\(wrong)").status == .badRequest, "\(wrong)")
            }
        }
        try await Installation(plan: .free).app.test(.router) { client in
            let offer = try await client.ask(.get, "\(Self.base)/purchases/offer")
            #expect(
                offer["offer", "forSale"] == false && offer["offer", "price"] == .null
                    && offer["offer", "reason"]?.asText?.contains("Free") == true)
            let on = try await client.ask(.patch, "\(Self.base)/auto-purchasing", ["on": true])
            #expect(on["suberrors"]?[0]?["name"] == "on")
        }
    }

    @Test func `purchases are listed newest first, and another organization's don't exist`() async throws {
        let installation = try await Installation(plan: .pro)
        let (ours, theirs, now) = (installation.ours, installation.theirs, installation.engine.now())
        try await installation.engine.storage.write { transaction in
            for (id, organization) in [(4, ours), (5, ours), (6, theirs)] {
                let purchase = Purchase(
                    id: .init(Int64(id)), organization: organization.id, key: "\(id)", kind: .manual, credits: Credits(5_000), price: 1_177,
                    currency: "USD", provider: "invoice", period: organization.periodStart, created: now, expires: organization.periodEnd,
                    author: .init(2))
                _ = try PurchaseStore(transaction).add(purchase)
            }
        }
        try await installation.app.test(.router) { client in
            let list = try await client.ask(.get, "\(Self.base)/purchases?pg[limit]=1", as: "accountant")
            #expect(list["purchases"]?.asArray?.map { $0["receipt"] } == ["FM-000005"] && list["total", "count"] == 2)
            let one = try await client.ask(.get, "\(Self.base)/purchases/4")
            #expect(
                one["purchase", "price"] == "11.77" && one["purchase", "state"] == "pending" && one["purchase", "author", "name"] == "owner"
            )
            #expect(try await client.ask(.get, "\(Self.base)/purchases/6").status == .notFound)
        }
    }

    @Test func `whoever switches auto-purchasing on begins anew`() async throws {
        let installation = try await Installation(plan: .pro)
        let id = installation.ours.id
        try await installation.engine.storage.write { transaction in
            let off = AutoPurchasing(isOn: false, threshold: .zero, declinesInARow: 3, offBecause: "Three payments in a row were declined.")
            try AutoPurchasingStore(transaction).save(off, of: id)
        }
        try await installation.app.test(.router) { client in
            let banners = try await client.ask(.get, "\(Self.base)/dashboard")["dashboard", "banners"]
            #expect(banners?.asArray?.map { $0["id"] } == ["auto-purchasing-off"])
            let on = try await client.ask(.patch, "\(Self.base)/auto-purchasing", as: "admin", ["on": true, "threshold": 5_000])
            #expect(
                on["autoPurchasing", "on"] == true && on["autoPurchasing", "declinesInARow"] == 0
                    && on["autoPurchasing", "threshold"] == 5_000)
            #expect(on["autoPurchasing", "switchedOffBecause"] == .null && on["autoPurchasing", "price"] == "23.53", "\(on.text)")
            #expect(on["autoPurchasing", "cap"] == 1_000_000 && on["autoPurchasing", "paymentMethod"] == "Invoice")
            #expect(try await client.ask(.patch, "\(Self.base)/auto-purchasing", ["threshold": -1]).status == .badRequest)
            #expect(try await client.ask(.patch, "\(Self.base)/auto-purchasing", ["on": false])["autoPurchasing", "on"] == false)
            #expect(try await client.ask(.get, "\(Self.base)/acts?kind=autoPurchasing")["total", "count"] == 2)
        }
    }
}
