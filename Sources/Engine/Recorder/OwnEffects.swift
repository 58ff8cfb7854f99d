import Automation
import StorageCore
import Stores
import Values

/// Carries out effects in our own database, inside the journal's transaction.
struct OwnEffects {
    private let transaction: any Transaction
    private let organization: Organization.ID
    private let now: Timestamp

    init(_ transaction: any Transaction, organization: Organization.ID, at now: Timestamp) {
        self.transaction = transaction
        self.organization = organization
        self.now = now
    }

    func perform(_ effect: OwnEffect, address: String) throws -> OwnOutcome {
        let stores = DataStoreStore(transaction)
        switch effect {
        case .addRecord(let store, let key, let data, let overwrite):
            let key = key ?? address
            do {
                try stores.put(data, key: key, into: .init(store), of: organization, overwrite: overwrite, at: now)
            } catch let refusal as DataStoreRefusal {
                return .failure(ModuleFailure(refusal.reason == .full ? "OutOfSpaceError" : "DataError", refusal.message))
            }
            return .output([.collection(["key": .text(key)])])
        case .getRecord(let store, let key, let wrapped):
            guard try stores.store(.init(store), in: organization) != nil else {
                return .failure(ModuleFailure("DataError", "There is no data store \(store) here. Choose one in the module's settings."))
            }
            let record = try stores.record(key, of: .init(store))
            guard wrapped else { return .output([.collection(record ?? [:])]) }
            return .output([.collection(["key": .text(key), "data": record.map(Value.collection) ?? .null])])
        case .respond, .sleep, .call:
            // Their effect follows the commit: an answer to whoever waits, a deadline on the run.
            return .output([.collection([:])])
        }
    }
}
