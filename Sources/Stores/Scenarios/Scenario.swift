package import Values

package struct Scenario: Hashable, Sendable {
    package typealias ID = Identifier<Scenario>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var name: String
    /// Counts up with each saved blueprint.
    package var version: Int64
    package var active: Bool
    /// Stopped by errors.
    package var invalid: Bool
    /// JSON text: `{"type":"on-demand"}`, `{"type":"immediately"}`, `{"type":"indefinitely","interval":900}` ...
    package var scheduling: String
    package var hook: Hook.ID?
    /// The blueprint has a respond module, so a caller of the webhook waits for it.
    package var responds: Bool
    package var created: Timestamp
    package var createdBy: User.ID?
    package var edited: Timestamp
    package var editedBy: User.ID?
    /// A deleted scenario keeps its name and its figures.
    package var deleted: Timestamp?
    /// It may lead back to itself, by a webhook that it calls, as often as it likes.
    package var allowsLoops = false
    /// Runs of its triggers that ended with an error, since the last that didn't.
    package var errors: Int64 = 0
    /// A run begins when the one before has ended, and nothing of it is left to be done.
    package var sequential = false
    /// What its runs are started with is sealed.
    package var confidential = false

    package init(
        id: ID, organization: Organization.ID, team: Team.ID, name: String, version: Int64, active: Bool, invalid: Bool, scheduling: String,
        hook: Hook.ID?, responds: Bool, created: Timestamp, createdBy: User.ID?, edited: Timestamp, editedBy: User.ID?, deleted: Timestamp?
    ) {
        self.id = id
        self.organization = organization
        self.team = team
        self.name = name
        self.version = version
        self.active = active
        self.invalid = invalid
        self.scheduling = scheduling
        self.hook = hook
        self.responds = responds
        self.created = created
        self.createdBy = createdBy
        self.edited = edited
        self.editedBy = editedBy
        self.deleted = deleted
    }
}

package struct Hook: Hashable, Sendable {
    package typealias ID = Identifier<Hook>

    package var id: ID
    package var organization: Organization.ID
    package var team: Team.ID
    package var name: String
    package var enabled: Bool
    package var created: Timestamp
    package var kind = Kind.web
    /// JSON text: who may deliver, and what of a delivery becomes the bundle. What is secret in it is sealed.
    package var settings = "{}"
    /// The structure of its next delivery is kept.
    package var learning = false
    /// JSON text: the structure that was learned, as field specs.
    package var interface: String?
    /// When a scenario last listened to it; `nil`: none has stopped to.
    package var unattached: Timestamp?

    /// How long a webhook that no scenario listens to takes deliveries.
    package static let unattachedMilliseconds: Int64 = 5 * 86_400_000

    /// Whether it takes nothing any more, as no scenario has listened to it for too long.
    package func isGone(attached: Bool, at now: Timestamp) -> Bool {
        !attached && now.milliseconds - (unattached ?? created).milliseconds >= Self.unattachedMilliseconds
    }

    package enum Kind: String, Sendable {
        case web = "gateway-webhook"
        case mail = "gateway-mailhook"

        /// The kind that a scenario's first module listens to; `nil`: to none.
        package init?(startedBy module: String?) {
            switch module {
            case "gateway:CustomWebHook": self = .web
            case "gateway:CustomMailHook": self = .mail
            default: return nil
            }
        }
    }

    package init(id: ID, organization: Organization.ID, team: Team.ID, name: String, enabled: Bool, created: Timestamp) {
        self.id = id
        self.organization = organization
        self.team = team
        self.name = name
        self.enabled = enabled
        self.created = created
    }
}

/// A save was based on a version that is no longer the last.
package struct VersionConflict: Error, Hashable, Sendable {
    package let basedOn: Int64
    package let current: Int64

    package init(basedOn: Int64, current: Int64) {
        self.basedOn = basedOn
        self.current = current
    }
}
