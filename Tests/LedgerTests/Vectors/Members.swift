import Ledger
import Values

/// The members of an object of a case, read as our types.
struct Members {
    let json: JSON
    let scale: Scale

    init(_ json: JSON, scale: Scale = .none) throws {
        guard json.asObject != nil else { throw Untranslatable("\(json) is not an object") }
        self.json = json
        self.scale = scale
    }

    /// Refuses members that are not known: they would change the answer.
    func only(_ names: String...) throws {
        for name in json.asObject?.keys ?? [] where !names.contains(name) { throw Untranslatable("'\(name)' isn't known here") }
    }

    func has(_ name: String) -> Bool { json[name].map { !$0.isNull } ?? false }

    func value(_ name: String) throws -> JSON {
        guard let value = json[name] else { throw Untranslatable("'\(name)' is missing") }
        return value
    }

    func text(_ name: String) throws -> String {
        guard let text = try value(name).asText else { throw Untranslatable("'\(name)' is not a text") }
        return text
    }

    func flag(_ name: String) -> Bool { json[name]?.asBoolean ?? false }

    func integer(_ name: String) throws -> Int64 {
        guard let value = try value(name).asInteger else { throw Untranslatable("'\(name)' is not an integer") }
        return Int64(value)
    }

    func decimal(_ name: String) throws -> Decimal { try Decimal(try value(name)) }

    /// In the case's own unit.
    func credits(_ name: String) throws -> Credits { try scale.credits(decimal(name)) }

    func credits(ifAny name: String) throws -> Credits? { has(name) ? try credits(name) : nil }

    func instant(_ name: String) throws -> Instant { try Instant(json: value(name)) }

    func instant(ifAny name: String) throws -> Instant? { has(name) ? try instant(name) : nil }

    func values(_ name: String) throws -> [JSON] {
        guard let values = try value(name).asArray else { throw Untranslatable("'\(name)' is not a list") }
        return values
    }

    func list(_ name: String) throws -> [Members] { try values(name).map { try Members($0, scale: scale) } }

    func list(ifAny name: String) throws -> [Members] { has(name) ? try list(name) : [] }

    func object(_ name: String) throws -> Members { try Members(value(name), scale: scale) }

    func names() -> [String] { json.asObject?.keys ?? [] }
}

extension Instant {
    init(json: JSON) throws {
        guard let text = json.asText, let timestamp = Timestamp(iso8601: text) else { throw Untranslatable("\(json) is not a time") }
        self.init(milliseconds: timestamp.milliseconds)
    }
}

extension CalendarInterval {
    init(vector text: String) throws {
        guard let interval = CalendarInterval(parsing: text) else { throw Untranslatable("'\(text)' is not a length of time") }
        self = interval
    }
}
