package import StorageCore
package import Values

/// Scenarios and the versions of their blueprints. Every read names the organization.
package struct ScenarioStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func scenario(_ id: Scenario.ID, in organization: Organization.ID) throws -> Scenario? {
        try transaction.row("SELECT \(literal: Self.columns) FROM scenario WHERE id = \(id) AND organization = \(organization)").map(
            Self.scenario)
    }

    /// For the edges that have only an id: which organization is it in?
    package func organization(of id: Scenario.ID) throws -> Organization.ID? {
        try transaction.row("SELECT organization FROM scenario WHERE id = \(id)").map { .init(try $0.integer(0)) }
    }

    /// Those that are not deleted, by name.
    package func scenarios(of organization: Organization.ID, team: Team.ID? = nil) throws -> [Scenario] {
        let ofTeam: SQL = team.map { "AND team = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT \(literal: Self.columns) FROM scenario WHERE organization = \(organization) AND deleted IS NULL \(ofTeam) ORDER BY name, id"
        ).map(Self.scenario)
    }

    /// How many are switched on.
    package func activeCount(of organization: Organization.ID) throws -> Int64 {
        try transaction.row("SELECT COUNT(*) FROM scenario WHERE organization = \(organization) AND active = 1 AND deleted IS NULL")?
            .integer(0)
            ?? 0
    }

    /// Names of all, the deleted included, as views of usage need them.
    package func names(of organization: Organization.ID) throws -> [Scenario.ID: (name: String, deleted: Bool)] {
        var names: [Scenario.ID: (name: String, deleted: Bool)] = [:]
        for row in try transaction.rows("SELECT id, name, deleted FROM scenario WHERE organization = \(organization)") {
            names[.init(try row.integer(0))] = (try row.text(1), try row.optionalInteger(2) != nil)
        }
        return names
    }

    package func scenario(hook: Hook.ID, in organization: Organization.ID) throws -> Scenario? {
        try transaction.row(
            """
            SELECT \(literal: Self.columns) FROM scenario
            WHERE organization = \(organization) AND hook = \(hook) AND deleted IS NULL ORDER BY id LIMIT 1
            """
        ).map(Self.scenario)
    }

    /// Adds the scenario and its blueprint as version 1.
    package func add(_ scenario: Scenario, blueprint: String) throws {
        try transaction.execute(
            """
            INSERT INTO scenario (\(literal: Self.columns)) VALUES (\(scenario.id), \(scenario.organization), \(scenario.team), \(scenario.name),
                \(scenario.version), \(scenario.active), \(scenario.invalid), \(scenario.scheduling), \(scenario.hook), \(scenario.responds),
                \(scenario.created), \(scenario.createdBy), \(scenario.edited), \(scenario.editedBy), \(scenario.deleted), \(scenario.allowsLoops),
                \(scenario.errors), \(scenario.sequential), \(scenario.confidential))
            """)
        try addBlueprint(scenario, content: blueprint)
    }

    /// Saves what changed; with a blueprint, as the next version.
    package func save(_ scenario: Scenario, blueprint: String?) throws {
        try transaction.execute(
            """
            UPDATE scenario SET name = \(scenario.name), version = \(scenario.version), active = \(scenario.active), invalid = \(scenario.invalid),
                scheduling = \(scenario.scheduling), hook = \(scenario.hook), responds = \(scenario.responds), edited = \(scenario.edited),
                edited_by = \(scenario.editedBy), deleted = \(scenario.deleted), allows_loops = \(scenario.allowsLoops),
                errors = \(scenario.errors), sequential = \(scenario.sequential), confidential = \(scenario.confidential)
            WHERE id = \(scenario.id) AND organization = \(scenario.organization)
            """)
        if let blueprint { try addBlueprint(scenario, content: blueprint) }
    }

    /// Those of which errors in a row are counted now.
    package func erring(among scenarios: [Scenario.ID]) throws -> Set<Scenario.ID> {
        guard !scenarios.isEmpty else { return [] }
        return Set(
            try transaction.rows("SELECT id FROM scenario WHERE id IN (\(list: scenarios)) AND errors > 0").map { .init(try $0.integer(0)) }
        )
    }

    package func confidential(among scenarios: [Scenario.ID]) throws -> Set<Scenario.ID> {
        guard !scenarios.isEmpty else { return [] }
        return Set(
            try transaction.rows("SELECT id FROM scenario WHERE id IN (\(list: scenarios)) AND confidential = 1").map {
                .init(try $0.integer(0))
            })
    }

    /// A run of a trigger ended: an error counts one up, anything else ends the count. Says how many there are in a row now.
    package func count(failed: Bool, of id: Scenario.ID, in organization: Organization.ID) throws -> Int64 {
        let errors: SQL = failed ? "errors + 1" : "0"
        return try transaction.row(
            "UPDATE scenario SET errors = \(errors) WHERE id = \(id) AND organization = \(organization) RETURNING errors"
        )?.integer(0) ?? 0
    }

    /// Switched off because of errors; false where it was off already.
    package func stopByErrors(_ id: Scenario.ID, in organization: Organization.ID) throws -> Bool {
        try transaction.execute(
            "UPDATE scenario SET active = 0, invalid = 1 WHERE id = \(id) AND organization = \(organization) AND active = 1") > 0
    }

    /// A blueprint that no version of the scenario is: what an incomplete execution was mended to. Its number is below zero.
    package func addMended(_ content: String, of scenario: Scenario.ID, author: User.ID?, at now: Timestamp) throws -> Int64 {
        let lowest = try transaction.row("SELECT MIN(version) FROM blueprint WHERE scenario = \(scenario)")?.optionalInteger(0) ?? 0
        let version = min(lowest, 0) - 1
        try transaction.execute(
            """
            INSERT INTO blueprint (scenario, version, content, created, author) VALUES (\(scenario), \(version), \(content), \(now), \(author))
            """)
        return version
    }

    /// The text of a version, as kept.
    package func blueprint(of scenario: Scenario.ID, version: Int64) throws -> String? {
        try transaction.row("SELECT content FROM blueprint WHERE scenario = \(scenario) AND version = \(version)").map { try $0.text(0) }
    }

    package func versions(of scenario: Scenario.ID) throws -> [(version: Int64, created: Timestamp, author: User.ID?)] {
        try transaction.rows(
            "SELECT version, created, author FROM blueprint WHERE scenario = \(scenario) AND version > 0 ORDER BY version DESC LIMIT 200"
        )
        .map {
            (try $0.integer(0), try $0.timestamp(1), try $0.optionalInteger(2).map(User.ID.init(_:)))
        }
    }

    private func addBlueprint(_ scenario: Scenario, content: String) throws {
        try transaction.execute(
            """
            INSERT INTO blueprint (scenario, version, content, created, author)
            VALUES (\(scenario.id), \(scenario.version), \(content), \(scenario.edited), \(scenario.editedBy))
            """)
    }

    static let columns = """
        id, organization, team, name, version, active, invalid, scheduling, hook, responds, created, created_by, edited, edited_by, deleted, allows_loops,
        errors, sequential, confidential
        """

    static func scenario(_ row: Row) throws -> Scenario {
        var scenario = Scenario(
            id: .init(try row.integer(0)), organization: .init(try row.integer(1)), team: .init(try row.integer(2)), name: try row.text(3),
            version: try row.integer(4), active: try row.flag(5), invalid: try row.flag(6), scheduling: try row.text(7),
            hook: try row.optionalInteger(8).map(Hook.ID.init(_:)), responds: try row.flag(9), created: try row.timestamp(10),
            createdBy: try row.optionalInteger(11).map(User.ID.init(_:)), edited: try row.timestamp(12),
            editedBy: try row.optionalInteger(13).map(User.ID.init(_:)), deleted: try row.optionalTimestamp(14))
        scenario.allowsLoops = try row.flag(15)
        scenario.errors = try row.integer(16)
        scenario.sequential = try row.flag(17)
        scenario.confidential = try row.flag(18)
        return scenario
    }
}
