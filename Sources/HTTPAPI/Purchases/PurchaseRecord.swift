import Engine
import Ledger
import StorageCore
import Stores
import Values

/// Purchases with the names that they are shown with, read together.
struct PurchaseRows {
    private let users: [User.ID: String]

    init(_ purchases: [Purchase], _ transaction: any Transaction) throws {
        users = try IdentityStore(transaction).names(of: Set(purchases.compactMap(\.author)))
    }

    func record(_ purchase: Purchase) -> Record {
        [
            "id": purchase.id, "receipt": purchase.receipt, "kind": purchase.kind.rawValue, "centicredits": purchase.credits,
            "price": PriceText.text(purchase.price), "currency": purchase.currency, "state": purchase.state.rawValue,
            "provider": purchase.provider, "reference": purchase.reference, "created": purchase.created, "settled": purchase.settled,
            "expires": purchase.expires, "failure": purchase.failure, "lotId": purchase.lot?.rawValue,
            "author": purchase.author.map { ["id": $0, "name": users[$0] ?? ""] as Record },
        ]
    }
}
