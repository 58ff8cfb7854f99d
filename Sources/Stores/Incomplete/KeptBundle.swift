package import Automation
package import Values

/// What an incomplete execution goes on with: what could be seen where it failed, and `var.input` of the run that failed.
package struct KeptBundle: Hashable, Sendable {
    package var point: ResumePoint
    package var inputs: Fields

    package init(point: ResumePoint, inputs: Fields) {
        self.point = point
        self.inputs = inputs
    }
}

/// A ``KeptBundle`` for the database: its larger parts are apart, where others share them.
package struct EncodedBundle: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package var digest: String
        package var bytes: [UInt8]
    }

    package var bytes: [UInt8]
    /// Those that its encoder hasn't given before.
    package var parts: [Part]
    /// Bytes with all parts.
    package var size: Int64
}

extension KeptBundle {
    /// What is kept by name, and so may have larger parts.
    static let lists = ["bundles", "variables", "executionVariables", "inputs", "group"]

    func fields(_ list: String) -> Fields {
        switch list {
        case "bundles": Fields(point.bundles.sorted { $0.key < $1.key }.map { (String($0.key), $0.value) })
        case "variables": point.variables
        case "executionVariables": point.executionVariables
        case "group": point.group.map { ["key": $0.key, "items": .array($0.items)] } ?? [:]
        default: inputs
        }
    }

    /// Digests of the parts that stand apart.
    package static func parts(of bytes: [UInt8]) throws -> [String] {
        var position = 0
        let apart = try ValueCodec.decode(bytes, at: &position)["apart"]?.asCollection ?? [:]
        return apart.values.flatMap { $0.asCollection?.values ?? [] }.compactMap(\.asText)
    }

    /// - Parameter parts: the bytes of those that stand apart, by digest. Throws ``MissingPart`` where one lacks.
    package init(decoding bytes: [UInt8], parts: [String: [UInt8]]) throws {
        var position = 0
        let value = try ValueCodec.decode(bytes, at: &position)
        func fields(_ list: String) throws -> Fields {
            var fields = value[list]?.asCollection ?? [:]
            for (name, digest) in value["apart"]?[list]?.asCollection ?? [:] {
                guard let digest = digest.asText, let part = parts[digest] else { throw MissingPart() }
                var position = 0
                // In the place that it had: the order of fields is theirs.
                fields[name] = try ValueCodec.decode(part, at: &position)
            }
            return fields
        }
        var bundles: [Int: Value] = [:]
        for (id, bundle) in try fields("bundles") { if let id = Int(id) { bundles[id] = bundle } }
        point = ResumePoint(
            moduleId: value["module"]?.asInteger ?? 0, path: value["path"]?.asArray?.compactMap(\.asInteger) ?? [], bundles: bundles,
            variables: try fields("variables"), executionVariables: try fields("executionVariables"), run: value["run"]?.asText ?? "")
        point.arm = value["arm"]?.asInteger
        let group = try fields("group")
        if let items = group["items"]?.asArray {
            point.group = ResumePoint.Group(key: group["key"] ?? .null, items: items, position: value["position"]?.asInteger)
        }
        inputs = try fields("inputs")
    }
}

/// A part of what an incomplete execution goes on with is not in the database any more.
package struct MissingPart: Error, Hashable, Sendable {}
