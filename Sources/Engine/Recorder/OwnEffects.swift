import Automation
import StorageCore
import Stores
import Values

/// Carries out effects in our own database, inside the journal's transaction.
struct OwnEffects {
    private let transaction: any Transaction
    private let run: Run
    private let now: Timestamp

    init(_ transaction: any Transaction, run: Run, at now: Timestamp) {
        self.transaction = transaction
        self.run = run
        self.now = now
    }

    func perform(_ own: OwnOperation) throws -> OwnOutcome {
        switch own.effect {
        case .record(let request):
            do {
                return .output(try records(request, own))
            } catch let refusal as DataStoreRefusal {
                return .failure(ModuleFailure(refusal))
            }
        case .increment(let scope):
            let value = try CounterStore(transaction).next(
                of: run.scenario, module: own.draft.moduleId, run: scope == .scenario ? nil : run.id,
                cycle: scope == .cycle ? own.cycle : 0,
                in: run.organization)
            return .output([["i": .number(Number(value))]])
        case .name(let name):
            try RunStore(transaction).name(run, name)
            return .output([["name": name.map(Value.text) ?? .null]])
        case .respond, .sleep, .call:
            // Their effect follows the commit: an answer to whoever waits, a deadline on the run.
            return .output([.collection([:])])
        }
    }

    private func records(_ request: RecordRequest, _ own: OwnOperation) throws -> [Value] {
        let book = try RecordBook(
            .init(request.store), of: run.organization, transaction, zone: request.zone, at: now, writing: request.action.writes,
            undo: own.isHeld ? UndoStore(transaction, of: run.id, in: run.organization) : nil)
        switch request.action {
        case .add(let key, let data, let overwrite):
            let key = key ?? own.address
            try book.add(data, key: key, overwrite: overwrite)
            return [["key": .text(key)]]
        case .update(let key, let data, let upsert, let overwriteArrays):
            let record = try book.update(data, key: key, upsert: upsert, overwriteArrays: overwriteArrays)
            return [["key": .text(key), "data": .collection(record)]]
        case .get(let key, let wrapped):
            let record = try book.record(key)
            return [wrapped ? ["key": .text(key), "data": record.map(Value.collection) ?? .null] : .collection(record ?? [:])]
        case .exist(let key): return [["exist": .boolean(try book.contains(key))]]
        case .delete(let key): return [["key": .text(key), "deleted": .boolean(try book.delete(key))]]
        case .deleteAll: return [["count": .number(Number(try book.deleteAll()))]]
        case .count: return [["count": .number(Number(book.store.records))]]
        case .search(let query):
            let found = try book.search(query)
            if found.isEmpty, query.continuesWithoutResults { return [.collection([:])] }
            return found.map { ["key": .text($0.key), "data": .collection($0.data)] }
        }
    }
}

extension RecordAction {
    fileprivate var writes: Bool {
        switch self {
        case .add, .update, .delete, .deleteAll: true
        case .get, .exist, .search, .count: false
        }
    }
}

extension ModuleFailure {
    init(_ refusal: DataStoreRefusal) {
        let type =
            switch refusal.reason {
            case .full: "OutOfSpaceError"
            case .keyTaken: "DuplicateDataError"
            case .noSuchStore, .noSuchRecord, .invalid: "DataError"
            }
        self.init(type, refusal.message)
    }
}
