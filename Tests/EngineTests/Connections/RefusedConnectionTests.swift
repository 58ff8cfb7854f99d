import Automation
import Engine
import Ledger
import ModuleLibrary
import StorageCore
import Stores
import TestSupport
import Testing
import Values

struct RefusedConnectionTests {
    /// A module of the library that acts outside with a connection.
    private static let module: (name: String, setting: String)? = ModuleLibrary().descriptors.lazy.compactMap { descriptor in
        guard descriptor.effect == .effect, descriptor.role == .action,
            let field = descriptor.parameters.first(where: \.namesConnection)
        else { return nil }
        return (descriptor.name, field.name)
    }.first

    @Test(.enabled(if: module != nil))
    func `a module whose connection is not here does not begin, and is not charged`() async throws {
        let module = try #require(Self.module)
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(
                """
                {"name":"Out","flow":[{"id":7,"module":"\(module.name)","version":1,"parameters":{"\(module.setting)":999},"mapper":{}}],
                "metadata":{"version":1}}
                """)
            let run = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil).run
            #expect(run.state == .error && run.credits == .zero && run.operations == 0)
            #expect(run.failure?.message.contains("of module 7 names connection 999, which is not here any more") == true)
        }
    }
}
