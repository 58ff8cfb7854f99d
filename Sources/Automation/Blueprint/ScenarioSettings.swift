package import Values

/// `metadata.scenario`: how a scenario is run. Every key may be absent.
package struct ScenarioSettings: Hashable, Sendable {
    /// The most cycles of one run.
    package var roundtrips = 1
    /// Errors in a row before the scenario is switched off.
    package var maxErrors = 3
    package var autoCommit = true
    package var autoCommitTriggerLast = true
    /// One run after another.
    package var sequential = false
    /// Processed data isn't kept in the log.
    package var confidential = false
    /// How much of a run is kept when it has ended.
    package var logLevel = LogLevel.full
    package var dataloss = false
    /// Incomplete executions are stored.
    package var dlq = false
    package var freshVariables = false

    package init(_ json: JSON? = nil) {
        func read(_ key: String, into value: inout Bool) { value = json?[key]?.asBoolean ?? value }
        roundtrips = json?["roundtrips"]?.asInteger ?? roundtrips
        maxErrors = json?["maxErrors"]?.asInteger ?? maxErrors
        read("autoCommit", into: &autoCommit)
        read("autoCommitTriggerLast", into: &autoCommitTriggerLast)
        read("sequential", into: &sequential)
        read("confidential", into: &confidential)
        logLevel = json?["logLevel"]?.asText.flatMap(LogLevel.init(rawValue:)) ?? logLevel
        read("dataloss", into: &dataloss)
        read("dlq", into: &dlq)
        read("freshVariables", into: &freshVariables)
    }
}
