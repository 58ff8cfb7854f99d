import Ledger
import Values

/// Cases name lots by texts, we number them: in the order of the texts, or in the order given.
struct LotNames {
    let names: [String]

    init(_ names: [String], sorted: Bool) { self.names = sorted ? names.sorted() : names }

    func id(_ name: String) throws -> Lot.ID {
        guard let index = names.firstIndex(of: name) else { throw Untranslatable("there is no lot '\(name)'") }
        return Lot.ID(rawValue: Int64(index))
    }

    func name(_ id: Lot.ID) -> String { names[Int(id.rawValue)] }
}

extension BurnOrder {
    /// The keys of a profile, each as ours. Lots that are restricted to a feature don't exist here, so that key tells none apart.
    init(profile: String, of vector: Vector) throws {
        let ours: [String: [Key]] = [
            "priority asc": [.priority], "priority asc, none last": [.priority], "expiresAt asc, none last": [.expiry],
            "expiresAt asc (whole seconds), none last": [.expiryBySecond], "createdAt asc": [.creation], "effectiveAt asc": [.effective],
            "granted before purchased": [.grantedBeforePurchased], "promotional before paid": [.promotionalFirst],
            "original amount desc": [.largerFirst], "id asc": [.id], "given order": [.id], "feature-restricted first": [],
        ]
        guard let texts = vector.profiles[profile]?.asArray?.compactMap(\.asText) else { throw Untranslatable("no profile '\(profile)'") }
        self.init(
            try texts.flatMap { text in
                guard let keys = ours[text] else { throw Untranslatable("the order '\(text)' isn't known") }
                return keys
            })
    }
}

extension Lot {
    /// A lot of a pool: valid from when it was made.
    init(_ fields: Members, names: LotNames) throws {
        try fields.only("id", "amount", "priority", "kind", "createdAt", "expiresAt", "effectiveAt")
        let created = try fields.instant(ifAny: "createdAt") ?? Instant(milliseconds: 0)
        self.init(
            id: try names.id(fields.text("id")), kind: try Kind(vector: fields.has("kind") ? fields.text("kind") : "granted"),
            priority: fields.has("priority") ? try fields.integer("priority") : .max, granted: try fields.credits(ifAny: "amount") ?? .zero,
            effective: try fields.instant(ifAny: "effectiveAt") ?? created, expires: try fields.instant(ifAny: "expiresAt"),
            created: created)
    }

    /// A grant that time starts, fills up and ends. What is not said to roll over lapses at a reset.
    init(grant fields: Members, names: LotNames, created: Instant, opening: Members? = nil, opened: Instant? = nil) throws {
        try fields.only(
            "id", "amount", "priority", "effectiveAt", "expiresAt", "createdAt", "deletedAt", "voidedAt", "recurrence", "rollover")
        let (name, granted, effective) = (try fields.text("id"), try fields.credits("amount"), try fields.instant("effectiveAt"))
        let isOpen = opened.map { effective < $0 } ?? false
        let had = try isOpen ? opening?.credits(ifAny: name) ?? .zero : granted
        self.init(
            id: try names.id(name), kind: .plan, priority: try fields.integer("priority"), granted: granted, adjusted: had - granted,
            effective: effective, expires: try fields.instant(ifAny: "expiresAt"),
            created: try fields.instant(ifAny: "createdAt") ?? created, voided: try fields.instant(ifAny: "voidedAt"),
            deleted: try fields.instant(ifAny: "deletedAt"), recurrence: try Recurrence(ifAny: fields),
            rollover: try Rollover(ifAny: fields))
    }
}

extension Lot.Kind {
    fileprivate init(vector text: String) throws {
        switch text {
        case "granted": self = .plan
        case "purchased", "paid": self = .extra
        case "promotional": self = .promotional
        default: throw Untranslatable("the kind '\(text)' isn't known")
        }
    }
}

extension Lot.Rollover {
    fileprivate init(ifAny fields: Members) throws {
        guard fields.has("rollover") else { self = .nothing; return }
        let rollover = try fields.object("rollover")
        self.init(minimum: try rollover.credits("min"), maximum: try rollover.credits("max"))
    }
}

extension Recurrence {
    fileprivate init?(ifAny fields: Members) throws {
        guard fields.has("recurrence") else { return nil }
        let recurrence = try fields.object("recurrence")
        self.init(every: try CalendarInterval(vector: recurrence.text("interval")), anchor: try recurrence.instant("anchor"))
    }
}
