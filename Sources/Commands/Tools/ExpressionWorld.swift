import Engine
import Expressions
import Foundation
import Values

/// What an expression that is tried on the command line sees.
final class ExpressionWorld: EvaluationContext {
    private let bundles: [Int: Value]
    private let variables: Value
    let now: Timestamp
    let zone: String
    let executionId = "00000000000000000000000000000000"

    init(file: String?, zone: String, now: String?) throws {
        guard TimeZone(identifier: zone) != nil else { throw InvalidInput("zone", "It is an IANA time zone, such as Europe/Paris.") }
        self.zone = zone
        self.now = try now.map { try CommandAmount.instant($0, "now") } ?? Timestamp.now()
        var bundles: [Int: Value] = [:]
        var variables: Value = .null
        for (name, value) in try file.map(Self.read) ?? Fields() {
            if name == "var" {
                variables = value
            } else if let module = Int(name) {
                bundles[module] = value
            } else {
                throw InvalidInput("data", "Its members are module ids and 'var', not '\(name)'.")
            }
        }
        (self.bundles, self.variables) = (bundles, variables)
    }

    private static func read(_ path: String) throws -> Fields {
        guard let data = FileManager.default.contents(atPath: path) else { throw UnreadableFile(path: path) }
        guard case .collection(let fields) = Value(try CommandDocument.json(Array(data))) else {
            throw InvalidInput("data", "It is an object of bundles by module id: {\"1\": {\"name\": \"Bob\"}}.")
        }
        return fields
    }

    func bundle(of module: Int) -> Value? { bundles[module] }

    func variable(_ path: [String]) -> Value {
        var value = variables
        for name in path { value = value[name] ?? .null }
        return value
    }

    func random() -> UInt64 { .random(in: 0 ... .max) }
}
