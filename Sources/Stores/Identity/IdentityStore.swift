package import Ledger
package import StorageCore
package import Values

/// Organizations, teams, users, roles, and what they sign in with. Hashes come from outside; no secret is kept here.
package struct IdentityStore {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Organizations and teams

    package func organization(_ id: Organization.ID) throws -> Organization? {
        try transaction.row("SELECT \(literal: Self.organizationColumns) FROM organization WHERE id = \(id)").map(organization)
    }

    package func organizations() throws -> [Organization] {
        try transaction.rows("SELECT \(literal: Self.organizationColumns) FROM organization ORDER BY name, id").map(organization)
    }

    /// The organizations in which `user` has a role, with it.
    package func memberships(of user: User.ID) throws -> [(organization: Organization, role: Role)] {
        try transaction.rows(
            """
            SELECT \(literal: Self.organizationColumns), r.role FROM organization JOIN organization_role r ON r.organization = organization.id
            WHERE r.user_id = \(user) ORDER BY name, id
            """
        ).map { (try organization($0), Role(rawValue: try $0.text(11)) ?? .viewer) }
    }

    package func add(_ organization: Organization) throws {
        try transaction.execute(
            """
            INSERT INTO organization (id, name, zone, plan, anchor, period_start, period_end, created)
            VALUES (\(organization.id), \(organization.name), \(organization.zone), \(organization.plan), \(organization.anchor),
                \(organization.periodStart), \(organization.periodEnd), \(organization.created))
            """)
        try setZone(organization.zone, of: organization.id, effective: Timestamp(milliseconds: 0))
    }

    package func rename(_ id: Organization.ID, name: String) throws {
        try transaction.execute("UPDATE organization SET name = \(name) WHERE id = \(id)")
    }

    /// The plan that is to take the running one's place at the reset; `nil` takes the plan back.
    package func setNextPlan(_ plan: String?, credits: Credits?, of id: Organization.ID) throws {
        try transaction.execute("UPDATE organization SET next_plan = \(plan), next_credits = \(credits) WHERE id = \(id)")
    }

    /// The reset has come: what waited is the plan now.
    package func takeNextPlan(of id: Organization.ID) throws {
        try transaction.execute(
            "UPDATE organization SET plan = next_plan, plan_credits = next_credits, next_plan = NULL, next_credits = NULL WHERE id = \(id)")
    }

    /// From `effective` on, which is the border of a quarter of an hour, days are those of `zone`.
    package func setZone(_ zone: String, of id: Organization.ID, effective: Timestamp) throws {
        try transaction.execute("UPDATE organization SET zone = \(zone) WHERE id = \(id)")
        try transaction.execute(
            """
            INSERT INTO zone_change (organization, effective, zone) VALUES (\(id), \(effective), \(zone))
            ON CONFLICT (organization, effective) DO UPDATE SET zone = excluded.zone
            """)
    }

    /// The zones that held, each from an instant on; the first from the beginning.
    package func zones(of id: Organization.ID) throws -> [(effective: Timestamp, zone: String)] {
        try transaction.rows("SELECT effective, zone FROM zone_change WHERE organization = \(id) ORDER BY effective").map {
            (try $0.timestamp(0), try $0.text(1))
        }
    }

    package func add(_ team: Team, at created: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO team (id, organization, name, created) VALUES (\(team.id), \(team.organization), \(team.name), \(created))")
    }

    package func teams(of organization: Organization.ID) throws -> [Team] {
        try transaction.rows("SELECT id, organization, name FROM team WHERE organization = \(organization) ORDER BY name, id").map(team)
    }

    package func team(_ id: Team.ID) throws -> Team? {
        try transaction.row("SELECT id, organization, name FROM team WHERE id = \(id)").map(team)
    }

    // MARK: Users

    package func user(_ id: User.ID) throws -> User? {
        try transaction.row("SELECT \(literal: Self.userColumns) FROM users WHERE id = \(id)").map(user)
    }

    /// `email` is compared in lower case, as it is stored.
    package func user(email: String) throws -> User? {
        try transaction.row("SELECT \(literal: Self.userColumns) FROM users WHERE email = \(email.lowercased())").map(user)
    }

    /// Names of some users, for lists that say who did what.
    package func names(of users: Set<User.ID>) throws -> [User.ID: String] {
        guard !users.isEmpty else { return [:] }
        var names: [User.ID: String] = [:]
        for row in try transaction.rows("SELECT id, name FROM users WHERE id IN (\(list: users.sorted()))") {
            names[.init(try row.integer(0))] = try row.text(1)
        }
        return names
    }

    /// Who belongs to an organization, the first who came first.
    package func members(of organization: Organization.ID) throws -> [(user: User, role: Role)] {
        try transaction.rows(
            """
            SELECT \(literal: Self.userColumns), role FROM users JOIN organization_role ON user_id = users.id
            WHERE organization = \(organization) ORDER BY users.id
            """
        ).compactMap { row in try Role(rawValue: row.text(7)).map { (try user(row), $0) } }
    }

    package func users() throws -> [User] {
        try transaction.rows("SELECT \(literal: Self.userColumns) FROM users ORDER BY id").map(user)
    }

    package func add(_ user: User, at created: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO users (id, name, email, password, operator, zone, locale, created)
            VALUES (\(user.id), \(user.name), \(user.email.lowercased()), \(user.password), \(user.isOperator),
                \(user.zone), \(user.locale), \(created))
            """)
    }

    package func setPassword(_ hash: String, of user: User.ID) throws {
        try transaction.execute("UPDATE users SET password = \(hash) WHERE id = \(user)")
    }

    package func grant(_ role: Role, to user: User.ID, in organization: Organization.ID) throws {
        try transaction.execute(
            """
            INSERT INTO organization_role (organization, user_id, role) VALUES (\(organization), \(user), \(role.rawValue))
            ON CONFLICT (organization, user_id) DO UPDATE SET role = excluded.role
            """)
    }

    package func role(of user: User.ID, in organization: Organization.ID) throws -> Role? {
        try transaction.row("SELECT role FROM organization_role WHERE organization = \(organization) AND user_id = \(user)")
            .flatMap { Role(rawValue: try $0.text(0)) }
    }

    // MARK: Sessions, tokens, the first owner's link

    package func addSession(hash: String, user: User.ID, created: Timestamp, expires: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO session (hash, user_id, created, expires) VALUES (\(hash), \(user), \(created), \(expires))")
    }

    package func user(session hash: String, at now: Timestamp) throws -> User? {
        try transaction.row(
            """
            SELECT \(literal: Self.userColumns) FROM users WHERE id = (SELECT user_id FROM session WHERE hash = \(hash) AND expires > \(now))
            """
        ).map(user)
    }

    package func removeSession(hash: String) throws { try transaction.execute("DELETE FROM session WHERE hash = \(hash)") }

    package func removeSessions(expiredAt now: Timestamp) throws { try transaction.execute("DELETE FROM session WHERE expires <= \(now)") }

    package func addToken(_ token: APIToken, hash: String) throws {
        try transaction.execute(
            """
            INSERT INTO api_token (id, hash, hint, user_id, label, created)
            VALUES (\(token.id), \(hash), \(token.hint), \(token.user), \(token.label), \(token.created))
            """)
    }

    package func user(token hash: String) throws -> User? {
        try transaction.row(
            "SELECT \(literal: Self.userColumns) FROM users WHERE id = (SELECT user_id FROM api_token WHERE hash = \(hash))"
        )
        .map(user)
    }

    package func tokens(of user: User.ID) throws -> [APIToken] {
        try transaction.rows("SELECT id, user_id, hint, label, created FROM api_token WHERE user_id = \(user) ORDER BY id").map {
            APIToken(
                id: .init(try $0.integer(0)), user: .init(try $0.integer(1)), hint: try $0.text(2), label: try $0.text(3),
                created: Timestamp(milliseconds: try $0.integer(4)))
        }
    }

    package func removeToken(_ id: APIToken.ID, of user: User.ID) throws -> Bool {
        try transaction.execute("DELETE FROM api_token WHERE id = \(id) AND user_id = \(user)") > 0
    }

    package func addWelcomeCode(hash: String, at created: Timestamp) throws {
        try transaction.execute("DELETE FROM welcome_code WHERE used IS NULL")
        try transaction.execute("INSERT INTO welcome_code (hash, created, used) VALUES (\(hash), \(created), NULL)")
    }

    /// True once per code.
    package func useWelcomeCode(hash: String, at now: Timestamp) throws -> Bool {
        try transaction.execute("UPDATE welcome_code SET used = \(now) WHERE hash = \(hash) AND used IS NULL") == 1
    }

    // MARK: Rows

    static let organizationColumns =
        "id, name, zone, plan, anchor, period_start, period_end, created, plan_credits, next_plan, next_credits"
    static let userColumns = "id, name, email, password, operator, zone, locale"

    private func organization(_ row: Row) throws -> Organization {
        var organization = Organization(
            id: .init(try row.integer(0)), name: try row.text(1), zone: try row.text(2), plan: try row.text(3),
            anchor: try row.timestamp(4), periodStart: try row.timestamp(5), periodEnd: try row.timestamp(6), created: try row.timestamp(7))
        organization.planCredits = try row.optionalInteger(8).map(Credits.init(centicredits:))
        organization.nextPlan = try row.optionalText(9)
        organization.nextCredits = try row.optionalInteger(10).map(Credits.init(centicredits:))
        return organization
    }

    private func team(_ row: Row) throws -> Team {
        Team(id: .init(try row.integer(0)), organization: .init(try row.integer(1)), name: try row.text(2))
    }

    private func user(_ row: Row) throws -> User {
        User(
            id: .init(try row.integer(0)), name: try row.text(1), email: try row.text(2), password: try row.optionalText(3),
            isOperator: try row.flag(4), zone: try row.optionalText(5), locale: try row.optionalText(6))
    }
}
