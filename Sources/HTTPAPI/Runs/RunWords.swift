import Values
import Ledger
import Stores

extension ChargeOrigin {
    /// `manualTest`, as the API writes it.
    var name: String { String(describing: self) }

    init?(name: String) {
        guard let origin = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = origin
    }

    /// What older clients know: somebody pressed a button, or it went by itself.
    var type: String {
        switch self {
        case .onDemand, .manualTest, .replay: "manual"
        case .webhook, .schedule, .retry, .called: "auto"
        }
    }
}

extension RunState {
    init?(name: String) {
        guard let state = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = state
    }

    /// States that the API counts under one number: 1 success, 2 warning, 3 error.
    static func states(ofStatus status: Int64) -> [RunState] { allCases.filter { Int64($0.apiStatus) == status && !$0.isLive } }
}

extension Run {
    /// `1632371744497_scenario.1229.auto.da518adc…`: what older clients page through logs with.
    var imtId: String { "\(started.milliseconds)_scenario.\(scenario).\(origin.type).\(id)" }

    func duration(at now: Int64) -> Int64 { max(0, (ended?.milliseconds ?? now) - started.milliseconds) }
}
