import StorageCore
import Stores
import Values

/// Somebody as they see themselves.
enum AuthUser {
    static func record(_ user: User, _ transaction: any Transaction) throws -> JSON {
        let store = IdentityStore(transaction)
        let memberships = try store.memberships(of: user.id)
        var organizations = memberships.map(\.organization)
        var roles = memberships.map { ($0.organization.id, $0.role) }
        if user.isOperator {
            // An operator has every organization, with the rights of an owner where no role says otherwise.
            let known = Set(roles.map(\.0))
            let others = try store.organizations().filter { !known.contains($0.id) }
            organizations += others
            roles += others.map { ($0.id, .owner) }
        }
        let record: Record = [
            "id": user.id, "name": user.name, "email": user.email, "timezone": user.zone ?? organizations.first?.zone ?? "UTC",
            "locale": user.locale ?? "en", "operator": user.isOperator,
            "roles": roles.map { ["organizationId": $0.0, "role": $0.1.rawValue] as Record },
        ]
        return record.wire
    }
}
