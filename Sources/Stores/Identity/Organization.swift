package import Ledger
package import Values

package struct Organization: Hashable, Sendable {
    package typealias ID = Identifier<Organization>

    package var id: ID
    package var name: String
    /// IANA name of the zone that days and periods are counted in.
    package var zone: String
    /// The id of a ``Plan``.
    package var plan: String
    /// The instant that billing periods are anchored to.
    package var anchor: Timestamp
    package var periodStart: Timestamp
    package var periodEnd: Timestamp
    package var created: Timestamp
    /// How many of the plan's credits were chosen; `nil`: the plan's own number.
    package var planCredits: Credits?
    /// The plan that takes its place at the reset.
    package var nextPlan: String?
    package var nextCredits: Credits?

    package init(
        id: ID, name: String, zone: String, plan: String, anchor: Timestamp, periodStart: Timestamp, periodEnd: Timestamp,
        created: Timestamp
    ) {
        self.id = id
        self.name = name
        self.zone = zone
        self.plan = plan
        self.anchor = anchor
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.created = created
    }
}

package struct Team: Hashable, Sendable {
    package typealias ID = Identifier<Team>

    package var id: ID
    package var organization: Organization.ID
    package var name: String

    package init(id: ID, organization: Organization.ID, name: String) {
        self.id = id
        self.organization = organization
        self.name = name
    }
}

/// A person who signs in.
package struct User: Hashable, Sendable {
    package typealias ID = Identifier<User>

    package var id: ID
    package var name: String
    package var email: String
    /// The scrypt hash with its parameters, as text; `nil`: can't sign in with a password.
    package var password: String?
    /// Runs the installation: may do everything in it.
    package var isOperator: Bool
    package var zone: String?
    package var locale: String?

    package init(id: ID, name: String, email: String, password: String?, isOperator: Bool, zone: String?, locale: String?) {
        self.id = id
        self.name = name
        self.email = email
        self.password = password
        self.isOperator = isOperator
        self.zone = zone
        self.locale = locale
    }
}

/// What a user may do in an organization, from most to least.
package enum Role: String, Sendable, CaseIterable {
    case owner, admin, accountant, member, viewer

    /// May change scenarios and run them.
    package var builds: Bool { self == .owner || self == .admin || self == .member }
    /// May change the organization.
    package var administers: Bool { self == .owner || self == .admin }
}

package struct APIToken: Hashable, Sendable {
    package typealias ID = Identifier<APIToken>

    package var id: ID
    package var user: User.ID
    /// The first characters, for lists.
    package var hint: String
    package var label: String
    package var created: Timestamp

    package init(id: ID, user: User.ID, hint: String, label: String, created: Timestamp) {
        self.id = id
        self.user = user
        self.hint = hint
        self.label = label
        self.created = created
    }
}
