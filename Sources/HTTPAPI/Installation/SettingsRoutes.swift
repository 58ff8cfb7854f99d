import Engine
import Hummingbird
import StorageCore
import Stores
import Values

/// The product's name and words, which an operator may brand.
struct SettingsRoutes {
    let door: Door

    func add(to api: RouterGroup<AppContext>, member: RouterGroup<MemberContext>) {
        api.get("flowmeter/settings", use: show)
        member.patch("flowmeter/settings", use: change)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Record {
        try await door.storage.read { try settings($0) }
    }

    @Sendable func change(_ request: Request, _ context: MemberContext) async throws -> Record {
        guard context.identity.user.isOperator else {
            throw Problem.forbidden("Only the operator of this installation may change its settings.")
        }
        let input = try await Input(request, context: context)
        var changes: [(name: String, value: String)] = []
        for setting in Setting.allCases where input[setting.rawValue] != nil {
            changes.append((setting.rawValue, try setting.checked(input.name(setting.rawValue, upTo: 60))))
        }
        // The accent can be taken back: null is no colour of one's own.
        if input.object[Setting.accent.rawValue]?.isNull == true { changes.append((Setting.accent.rawValue, "")) }
        if let allowed = try input.optionalBoolean(Access.ownersMayChangePlans) {
            changes.append((Access.ownersMayChangePlans, "\(allowed)"))
        }
        let (now, actor) = (door.now(), door.actor(request, context))
        return try await door.storage.write { [changes] transaction in
            for change in changes { try SettingStore(transaction).set(change.name, change.value) }
            if !changes.isEmpty {
                try Acts(transaction).addEverywhere(
                    Act(
                        organization: nil, at: now, kind: .settings, summary: "Changed settings of the installation: \(Self.text(changes))",
                        author: actor.user, address: actor.address, subject: "installation"))
            }
            return try settings(transaction)
        }
    }

    private static func text(_ changes: [(name: String, value: String)]) -> String {
        // By words of their own: the names of settings are the program's, and so is the word that an operator may have replaced.
        let names = [
            "productName": "name", "scenarioSingular": "word for one", "scenarioPlural": "word for many", "accent": "accent colour",
            Access.ownersMayChangePlans: "owners may change plans",
        ]
        return changes.map { "\(names[$0.name] ?? $0.name) \($0.value)" }.joined(separator: ", ")
    }

    private func settings(_ transaction: any Transaction) throws -> Record {
        let kept = try SettingStore(transaction).all()
        let accent = kept[Setting.accent.rawValue] ?? ""
        return [
            "settings": [
                "productName": kept[Setting.productName.rawValue] ?? "Flowmeter",
                "scenarioSingular": kept[Setting.scenarioSingular.rawValue] ?? "scenario",
                "scenarioPlural": kept[Setting.scenarioPlural.rawValue] ?? "scenarios",
                "accent": accent.isEmpty ? nil : accent, "version": door.version,
                Access.ownersMayChangePlans: kept[Access.ownersMayChangePlans] == "true",
                "firstOwnerNeeded": try IdentityStore(transaction).users().allSatisfy({ $0.password == nil }),
            ] as Record
        ]
    }
}

private enum Setting: String, CaseIterable {
    case productName, scenarioSingular, scenarioPlural, accent

    func checked(_ value: String) throws -> String {
        guard self == .accent else { return value }
        let digits = value.dropFirst()
        guard value.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit) else {
            throw Problem.invalid(rawValue, "'accent' must be a colour such as #6d28d9.")
        }
        return value.lowercased()
    }
}
