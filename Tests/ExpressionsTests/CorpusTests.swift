import Expressions
import Foundation
import Testing
import Values

/// Real blueprints, read where they lie; they are not part of the project.
enum Corpus {
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["FLOWMETER_BLUEPRINTS"] ?? "/work/shared/data/blueprints"
        return FileManager.default.fileExists(atPath: named) ? named : nil
    }()

    static var isThere: Bool { folder != nil }

    static func documents() throws -> [(name: String, bytes: [UInt8])] {
        guard let folder else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
        return try names.map { ($0, Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))) }
    }

    /// Every text with an island, anywhere in the tree.
    static func templates(in json: JSON) -> [String] {
        switch json {
        case .string(let text): text.contains("{{") ? [text] : []
        case .array(let items): items.flatMap(templates)
        case .object(let object): object.flatMap { templates(in: $0.value) }
        default: []
        }
    }
}

@Suite(.enabled(if: Corpus.isThere)) struct CorpusTests {
    @Test func `every document is written as it was read`() throws {
        for (name, bytes) in try Corpus.documents() {
            let json = try JSON(parsing: bytes)
            #expect(try JSON(parsing: json.text()) == json, "\(name)")
            #expect(try JSON(parsing: json.text(indent: 4)) == json, "\(name)")
        }
    }

    @Test func `every expression parses and calls functions that exist`() throws {
        var count = 0
        var failures: [String] = []
        var unknown: Set<String> = []
        for (name, bytes) in try Corpus.documents() {
            for text in Corpus.templates(in: try JSON(parsing: bytes)) {
                count += 1
                do throws(ExpressionError) {
                    unknown.formUnion(try Template(parsing: text).unknownFunctions.map(\.name))
                } catch {
                    failures.append("\(name): \(error): \(text.prefix(200))")
                }
            }
        }
        print("\(count) texts with islands, \(failures.count) not parsed, unknown functions: \(unknown.sorted())")
        #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
        #expect(unknown.isEmpty)
    }

    /// With a world in which every reference is missing, and one in which every reference is text: a result or an error, never a crash.
    @Test func `every expression can be evaluated`() throws {
        for (_, bytes) in try Corpus.documents() {
            for text in Corpus.templates(in: try JSON(parsing: bytes)) {
                guard let template = try? Template(parsing: text) else { continue }
                _ = try? template.evaluate(TestContext())
                let world = Dictionary(
                    uniqueKeysWithValues: template.references.map { ($0, Value.collection(["a": "2026-01-01", "array": [["text": 1]]])) })
                _ = try? template.evaluateField(TestContext(world))
            }
        }
    }
}
