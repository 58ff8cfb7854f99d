import Automation
import Foundation
import Ledger
import Testing
import Values

/// Real exports, where they are at hand.
enum BlueprintFiles {
    static let folder = ProcessInfo.processInfo.environment["FLOWMETER_BLUEPRINTS"] ?? "/work/shared/data/blueprints"

    static let all: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted()
    }()

    static func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))) }
}

@Suite struct BlueprintFilesTests {
    @Test(arguments: BlueprintFiles.all)
    func `a real export is read, exported, compiled, run dry and estimated`(file: String) throws {
        let blueprint = try Blueprint(parsing: try BlueprintFiles.bytes(file))
        #expect(try blueprint.merging(edited: blueprint.json).json == blueprint.json)

        let program = try Program(blueprint, catalog: TestCatalog())
        var dry = interpreter(program, options: InterpreterOptions(filtersPass: true))
        let trace = dry.dryRun()
        #expect(trace.outputs != nil)
        #expect(Set(trace.addresses).count == trace.operations.count)
        let estimate = Estimate(program, price: TestCatalog.price)
        #expect(estimate.expected == trace.cost)
        #expect(estimate.modules.map(\.moduleId) == trace.moduleIds)
        #expect(estimate.minimum.credits <= estimate.expected.credits)

        let report = BlueprintReport(file: file, program: program, price: TestCatalog.price)
        #expect(report.roundTripEqual)
        #expect(report.expressionsFailed == 0)
        #expect(!report.jsonLine.contains("\n"))
    }

    @Test(.enabled(if: BlueprintFiles.all.contains("manasoid__make__blueprint-basics.json")))
    func `the basics take 19 operations, 12 of them for the words`() throws {
        let blueprint = try Blueprint(parsing: try BlueprintFiles.bytes("manasoid__make__blueprint-basics.json"))
        var interpreter = interpreter(try Program(blueprint, catalog: TestCatalog()))
        let trace = interpreter.run { operation, input throws(ModuleFailure) in
            let word = input.mapper["input"]?.asText ?? ""
            let cases = input.mapper["casesTable"]?.asArray ?? []
            let match = cases.first { word.contains($0["pattern"]?.asText ?? "-") }
            return [["output": match?["output"] ?? input.mapper["elseOutput"] ?? .null]]
        }
        #expect(trace.outputs == [:])
        #expect(trace.operations.count == 19)
        #expect(trace.count(of: 5) == 12)
        #expect(trace.cost == Estimate.Cost(operations: 19, credits: Credits(19)))
        #expect(trace.addresses[3] == "5:0")
        #expect(trace.addresses[14] == "5:11")
        let text = try #require(trace.bundles(of: 6).first?.first?["text"]?.asText)
        #expect(text.hasPrefix("You're---studying---about") && text.contains("---make you feel better---"))
        let words = try #require(trace.bundles(of: 7).first?.first?["shuffle_words"]?.asArray)
        #expect(words.count == 12)
        #expect(trace.bundles(of: 9).first?.first?["hash_result"]?.asText?.utf8.count == 128)
    }
}
