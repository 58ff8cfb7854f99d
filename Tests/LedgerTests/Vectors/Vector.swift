import Foundation
import Values

/// One burn-down case from outside: what is given, and what must come of it.
struct Vector: Sendable {
    let id: String
    let family: String
    let input: JSON
    let expect: JSON
    /// The burn orders of its file, by name: texts of keys.
    let profiles: JSON
}

/// The cases of every `*.json` in the folder that `FLOWMETER_VECTORS` names.
struct VectorFolder {
    static let path: String? = ProcessInfo.processInfo.environment["FLOWMETER_VECTORS"]

    let vectors: [Vector]

    init(path: String) throws {
        guard !path.isEmpty else { throw Untranslatable("FLOWMETER_VECTORS is set, and names no folder") }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
        vectors = try names.flatMap { name in
            let file = try Members(JSON(parsing: Array(Data(contentsOf: URL(filePath: path).appending(path: name)))))
            return try file.list("vectors").map {
                Vector(
                    id: try $0.text("id"), family: try $0.text("family"), input: try $0.value("input"), expect: try $0.value("expect"),
                    profiles: file.json["profiles"] ?? [:])
            }
        }
        guard !vectors.isEmpty else { throw Untranslatable("there is no case in \(path)") }
    }
}

/// A case that says something which our rules have no word for, so that it is never passed by looking away.
struct Untranslatable: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
