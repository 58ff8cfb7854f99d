import Automation
import Values

/// Writes what incomplete executions of one run go on with, each larger part once: bundles that fail in a loop have the bundles before the
/// loop in common, such as the array that it goes over.
package struct PointEncoder: Sendable {
    /// Bytes from which on a part stands apart: a digest and a row take about a quarter of it.
    package static let partFrom = 512

    private struct Known: Sendable {
        var value: Value
        var digest: String
        var size: Int
    }

    private let digest: @Sendable ([UInt8]) -> String
    /// Parts that were given.
    private var given: Set<String> = []
    /// What each name held last, so that what stays the same is neither written nor hashed again.
    private var last: [String: Known] = [:]

    /// - Parameter digest: what bytes are found by again; says nothing of them to who has no key.
    package init(digest: @escaping @Sendable ([UInt8]) -> String) { self.digest = digest }

    package mutating func encode(_ kept: KeptBundle) -> EncodedBundle {
        var encoded = EncodedBundle(bytes: [], parts: [], size: 0)
        var content: Fields = [
            "module": .number(Number(kept.point.moduleId)), "path": .array(kept.point.path.map { .number(Number($0)) }),
            "run": .text(kept.point.run),
        ]
        content["arm"] = kept.point.arm.map { .number(Number($0)) }
        content["position"] = kept.point.group?.position.map { .number(Number($0)) }
        var apart = Fields()
        for list in KeptBundle.lists {
            var fields = kept.fields(list)
            var digests = Fields()
            for entry in fields.entries {
                guard let digest = part("\(list) \(entry.key)", entry.value, &encoded) else { continue }
                fields[entry.key] = .null
                digests[entry.key] = .text(digest)
            }
            if !fields.isEmpty { content[list] = .collection(fields) }
            if !digests.isEmpty { apart[list] = .collection(digests) }
        }
        if !apart.isEmpty { content["apart"] = .collection(apart) }
        ValueCodec.encode(.collection(content), into: &encoded.bytes)
        encoded.size += Int64(encoded.bytes.count)
        return encoded
    }

    /// The digest of a value that stands apart; `nil` where it is small.
    private mutating func part(_ name: String, _ value: Value, _ encoded: inout EncodedBundle) -> String? {
        if let known = last[name], known.value.isSame(as: value) {
            encoded.size += Int64(known.size)
            return known.digest
        }
        var bytes: [UInt8] = []
        ValueCodec.encode(value, into: &bytes)
        guard bytes.count >= Self.partFrom else { return nil }
        let digest = digest(bytes)
        last[name] = Known(value: value, digest: digest, size: bytes.count)
        encoded.size += Int64(bytes.count)
        if given.insert(digest).inserted { encoded.parts.append(.init(digest: digest, bytes: bytes)) }
        return digest
    }
}
