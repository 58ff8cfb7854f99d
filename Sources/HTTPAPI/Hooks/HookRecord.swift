import Engine
import StorageCore
import Stores
import Values

/// Webhooks as the API shows them.
struct HookRecords {
    let hooks: HookDesk
    /// What addresses begin with.
    let base: String
    /// What stands after the `@` of a mail hook's address; `nil` where no mail is taken in.
    let mailDomain: String?
    let queueLimit: Int64
    let now: Timestamp

    func record(_ hook: Hook, _ transaction: any Transaction) throws -> Record {
        let path = hooks.path(of: hook.id)
        let secret = String(path.dropFirst("/hook/".count))
        let scenario = try ScenarioStore(transaction).scenario(hook: hook.id, in: hook.organization)?.id
        let address = hook.kind == .web ? base + path : "\(secret)@\(mailDomain ?? "")"
        return [
            "id": hook.id, "name": hook.name, "teamId": hook.team, "udid": secret, "type": hook.kind == .web ? "web" : "mail",
            "packageName": JSON.null, "theme": "#c2334d", "editable": true,
            "queueCount": try QueueStore(transaction).count(of: hook.id, in: hook.organization), "queueLimit": queueLimit,
            "enabled": hook.enabled, "gone": hook.isGone(attached: scenario != nil, at: now), "learning": hook.learning,
            "typeName": hook.kind.rawValue, "data": data(hook),
            "interface": hook.interface.flatMap { try? JSON(parsing: $0) },
            "scenarioId": scenario, "url": address,
        ]
    }

    private func data(_ hook: Hook) -> JSON {
        guard case .object(var data) = hook.reading.shown else { return .null }
        data["teamId"] = hook.team.wire
        return .object(data)
    }
}

extension Access {
    func hook(_ id: Hook.ID, _ need: Need = .view) throws -> Hook {
        let store = HookStore(transaction)
        guard let organization = try store.organization(of: id), let role = try role(in: organization),
            let hook = try store.hook(id, in: organization)
        else { throw Problem.notFound("webhook") }
        guard role.allows(need) else { throw Problem.forbidden() }
        return hook
    }

    /// A data structure that something is to be held to must be one of the organization's.
    func structure(_ id: DataStructure.ID?, in organization: Organization.ID, named name: String = "udt") throws {
        guard let id, try DataStructureStore(transaction).structure(id, in: organization) == nil else { return }
        throw Problem.invalid(name, "There is no data structure \(id) in this organization.")
    }
}

extension JSON {
    func without(_ names: String...) -> JSON {
        guard case .object(var object) = self else { return self }
        for name in names { object[name] = nil }
        return .object(object)
    }
}
