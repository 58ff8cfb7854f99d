package import Values

/// Which run this is, for whom, and with what it was started.
package struct RunIdentity: Sendable {
    package var id: String
    package var startedAt: Timestamp
    /// The organization's IANA time zone.
    package var zone: String
    package var scenarioId: Int64
    package var scenarioName: String
    /// Where people see the scenario.
    package var scenarioURL = ""
    /// `var.organization.…`, `var.team.…`: id, name and custom variables.
    package var organization: Fields
    package var team: Fields
    /// `var.input.…`
    package var inputs: Fields
    /// Variables of scope `execution` that earlier cycles of the run have set.
    package var variables: Fields

    package init(
        id: String, startedAt: Timestamp, zone: String = "UTC", scenarioId: Int64 = 0, scenarioName: String = "",
        organization: Fields = [:],
        team: Fields = [:], inputs: Fields = [:], variables: Fields = [:]
    ) {
        self.id = id
        self.startedAt = startedAt
        self.zone = zone
        self.scenarioId = scenarioId
        self.scenarioName = scenarioName
        self.organization = organization
        self.team = team
        self.inputs = inputs
        self.variables = variables
    }

    /// What `var` stands for in an expression.
    var system: Value {
        [
            "input": .collection(inputs), "organization": .collection(organization), "team": .collection(team),
            "scenario": [
                "id": .number(Number(scenarioId)), "name": .text(scenarioName), "executionId": .text(id),
                "executionStartedAt": .date(startedAt),
                "url": .text(scenarioURL), "executionUrl": .text("\(scenarioURL)/history/\(id)"),
            ],
        ]
    }
}
