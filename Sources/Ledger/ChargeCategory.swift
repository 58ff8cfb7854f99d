/// What kind of work a charge paid for. A closed list; each charge has exactly one.
package enum ChargeKind: Int64, CaseIterable, Sendable {
    case trigger = 1
    case checkRun = 2
    case action = 3
    case search = 4
    case iterate = 5
    case aggregate = 6
    case code = 7
    case agentStep = 8
    case agentTool = 9
    case agentChat = 10
}

/// Why the run that was charged took place. A closed list; each charge has exactly one.
package enum ChargeOrigin: Int64, CaseIterable, Sendable {
    case webhook = 1
    case schedule = 2
    case onDemand = 3
    case manualTest = 4
    case retry = 5
    case replay = 6
    case called = 7
}
