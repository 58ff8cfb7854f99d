import ModuleLibrary
import Stores
package import Values

extension HookSettings {
    /// Header names that the server itself needs.
    private static let reserved: Set = ["host", "content-length", "transfer-encoding", "connection", "cookie"]
    /// Bytes of a secret, at most, and at least.
    private static let secretBytes = 8...1_024

    /// Takes what an editor sent: what is missing stays, null goes back to how it is at first. Throws ``InvalidInput``.
    package mutating func change(_ json: JSON, secrets: InstallationSecrets) throws {
        if let flag = try Self.flag(json, "headers") { includesHeaders = flag }
        if let flag = try Self.flag(json, "method") { includesMethod = flag }
        if let flag = try Self.flag(json, "stringify") { passesThrough = flag }
        if let addresses = json["ip"] { allowed = try Self.addresses(addresses) }
        if let id = json["udt"] { structure = try Self.structure(id) }
        if let sent = json["apiKey"] { key = try Self.key(sent, before: key, secrets) }
        if let sent = json["signature"] { signature = try Self.signature(sent, before: signature, secrets) }
    }

    private static func flag(_ json: JSON, _ name: String) throws -> Bool? {
        guard let member = json[name] else { return nil }
        if member.isNull { return false }
        guard let flag = member.asBoolean else { throw InvalidInput(name, "'\(name)' must be true or false.") }
        return flag
    }

    /// A list, or a text with commas or spaces between.
    private static func addresses(_ json: JSON) throws -> [String] {
        let entries: [String]
        switch json {
        case .null: entries = []
        case .string(let text): entries = text.split { ",; \n\t".contains($0) }.map(String.init)
        case .array(let items): entries = items.compactMap(\.asText)
        default: throw InvalidInput("ip", "'ip' must be a list of addresses and ranges.")
        }
        guard entries.count <= maxAllowed else { throw InvalidInput("ip", "At most \(maxAllowed) addresses and ranges can be allowed.") }
        for entry in entries where AddressRange(parsing: entry) == nil {
            throw InvalidInput("ip", "'\(entry.prefix(60))' is neither an address (192.0.2.7) nor a range (192.0.2.0/24, 2001:db8::/32).")
        }
        return entries
    }

    private static func structure(_ json: JSON) throws -> DataStructure.ID? {
        if json.isNull || json == "" { return nil }
        guard let id = json.asInteger.map(Int64.init) ?? json.asText.flatMap({ Int64($0) }) else {
            throw InvalidInput("udt", "'udt' must be the id of a data structure.")
        }
        return .init(id)
    }

    private static func key(_ json: JSON, before: Key?, _ secrets: InstallationSecrets) throws -> Key? {
        if json.isNull { return nil }
        return Key(
            header: try header(json, "apiKey", before: before?.header ?? "x-make-apikey"),
            sealed: try secret(json, "apiKey", before: before?.sealed, secrets))
    }

    private static func signature(_ json: JSON, before: Signature?, _ secrets: InstallationSecrets) throws -> Signature? {
        if json.isNull { return nil }
        return Signature(
            header: try header(json, "signature", before: before?.header),
            algorithm: try choice(json, "algorithm") ?? before?.algorithm ?? .sha256,
            encoding: try choice(json, "encoding") ?? before?.encoding ?? .hex,
            prefix: String((json["prefix"]?.asText ?? before?.prefix ?? "").prefix(100)),
            sealed: try secret(json, "signature", before: before?.sealed, secrets))
    }

    private static func header(_ json: JSON, _ part: String, before: String?) throws -> String {
        guard let name = json["header"]?.asText ?? before else {
            throw InvalidInput("\(part).header", "'\(part).header' must name the header to look at.")
        }
        guard HeaderSyntax.isName(name), name.utf8.count <= 256, !reserved.contains(name.lowercased()) else {
            throw InvalidInput("\(part).header", "'\(name.prefix(40))' can't be the name of that header.")
        }
        return name
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(_ json: JSON, _ name: String) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = json[name]?.asText else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput("signature.\(name)", "'signature.\(name)' must be one of \(choices).")
        }
        return choice
    }

    private static func secret(_ json: JSON, _ part: String, before: [UInt8]?, _ secrets: InstallationSecrets) throws -> [UInt8] {
        guard let secret = json["secret"]?.asText else {
            guard let before else { throw InvalidInput("\(part).secret", "'\(part).secret' is missing.") }
            return before
        }
        guard secretBytes.contains(secret.utf8.count) else {
            throw InvalidInput(
                "\(part).secret", "'\(part).secret' must have \(secretBytes.lowerBound) to \(secretBytes.upperBound) bytes.")
        }
        return try secrets.seal(Array(secret.utf8))
    }
}
