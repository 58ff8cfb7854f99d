import Automation
import Engine
import Foundation
import Ledger
import Stores
import TestSupport
import Testing
import Values

/// Real exports, each run to its end with stand-ins.
struct BlueprintRunTests {
    static let files: [URL] = {
        let folder = ProcessInfo.processInfo.environment["FLOWMETER_BLUEPRINTS"] ?? ""
        guard !folder.isEmpty, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".json") }.sorted().map { URL(filePath: folder).appending(path: $0) }
    }()

    @Test(.enabled(if: !files.isEmpty, "FLOWMETER_BLUEPRINTS names no folder with blueprints"))
    func `every real export runs to its end with stand-ins, at the credits of its estimate`() async throws {
        let pricing = ModulePricing(rates: .shipped)
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            for file in Self.files {
                let scenario = try await test.add(String(decoding: Data(contentsOf: file), as: UTF8.self))
                let estimate = Estimate(try await test.scenarios.program(of: scenario)) { pricing.price(of: $0, at: test.clock.now) }
                let ended = try await test.engine.runByHand(scenario, author: nil, trigger: nil, options: RunOptions(everyPath: true))
                #expect(ended.run.state == .success, "\(file.lastPathComponent): \(ended.run.failure.map { "\($0)" } ?? "")")
                #expect(ended.run.credits == estimate.expected.credits, "\(file.lastPathComponent)")
                #expect(ended.run.operations == Int64(estimate.expected.operations), "\(file.lastPathComponent)")
            }
            #expect(try await test.findings() == [])
            print("\(Self.files.count) blueprints ran to their end")
        }
    }
}
