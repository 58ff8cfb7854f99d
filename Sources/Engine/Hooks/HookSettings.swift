package import Stores
package import Values

/// Who may deliver to a webhook, and what of a delivery becomes the bundle. Kept as JSON with the hook; secrets in it are sealed.
package struct HookSettings: Hashable, Sendable {
    /// A header that holds a key.
    package struct Key: Hashable, Sendable {
        package var header: String
        var sealed: [UInt8]
    }

    /// A header that holds the HMAC of the body.
    package struct Signature: Hashable, Sendable {
        package enum Algorithm: String, Sendable, CaseIterable { case sha256, sha1 }
        package enum Encoding: String, Sendable, CaseIterable { case hex, base64 }

        package var header: String
        package var algorithm: Algorithm
        package var encoding: Encoding
        /// What stands before the code: `sha256=`.
        package var prefix: String
        var sealed: [UInt8]
    }

    /// `__IMTHEADERS__`, a list of names and values, and `__IMTMETHOD__` are fields of the bundle.
    package var includesHeaders = false
    package var includesMethod = false
    /// The body is not read: it is the field `value`, as text.
    package var passesThrough = false
    /// Addresses and ranges that may deliver; empty: all may.
    package var allowed: [String] = []
    /// What deliveries are held to.
    package var structure: DataStructure.ID?
    package var key: Key?
    package var signature: Signature?

    /// Entries that the list of allowed addresses has at most.
    package static let maxAllowed = 100

    package init() {}

    /// As they are kept; what is not there, or not known, is as it is at first.
    package init(kept text: String) {
        guard let json = try? JSON(parsing: text) else { return }
        includesHeaders = json["headers"]?.asBoolean ?? false
        includesMethod = json["method"]?.asBoolean ?? false
        passesThrough = json["stringify"]?.asBoolean ?? false
        allowed = json["ip"]?.asArray?.compactMap(\.asText) ?? []
        structure = json["udt"]?.asInteger.map { .init(Int64($0)) }
        if let kept = json["apiKey"], let header = kept["header"]?.asText, let sealed = Self.sealed(kept) {
            key = Key(header: header, sealed: sealed)
        }
        if let kept = json["signature"], let header = kept["header"]?.asText, let sealed = Self.sealed(kept) {
            signature = Signature(
                header: header, algorithm: kept["algorithm"]?.asText.flatMap(Signature.Algorithm.init(rawValue:)) ?? .sha256,
                encoding: kept["encoding"]?.asText.flatMap(Signature.Encoding.init(rawValue:)) ?? .hex,
                prefix: kept["prefix"]?.asText ?? "", sealed: sealed)
        }
    }

    /// As they are kept.
    package var text: String {
        var members = shown.asObject ?? JSONObject()
        members["ip"] = .array(allowed.map(JSON.string))
        if let key { members["apiKey"] = ["header": .string(key.header), "sealed": .string(Base64.encode(key.sealed))] }
        if let signature, var kept = members["signature"]?.asObject {
            kept["secretSet"] = nil
            kept["sealed"] = .string(Base64.encode(signature.sealed))
            members["signature"] = .object(kept)
        }
        return JSON.object(members).text()
    }

    /// As they are shown: no secret, only that there is one.
    package var shown: JSON {
        [
            "headers": .boolean(includesHeaders), "method": .boolean(includesMethod), "stringify": .boolean(passesThrough),
            "ip": allowed.isEmpty ? .null : .string(allowed.joined(separator: ", ")),
            "udt": structure.map { .number("\($0)") } ?? .null,
            "apiKey": key.map { ["header": .string($0.header), "secretSet": true] } ?? .null,
            "signature": signature.map {
                [
                    "header": .string($0.header), "algorithm": .string($0.algorithm.rawValue), "encoding": .string($0.encoding.rawValue),
                    "prefix": .string($0.prefix), "secretSet": true,
                ]
            } ?? .null,
        ]
    }

    private static func sealed(_ json: JSON) -> [UInt8]? { json["sealed"]?.asText.flatMap(Base64.decode) }
}

extension Hook {
    package var reading: HookSettings { HookSettings(kept: settings) }
}
