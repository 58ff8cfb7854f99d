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
            let field = descriptor.parameters.first(where: { $0.namesConnection && $0.shownWhen == nil })
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

    @Test(
        arguments: [
            (#""authenticationType":"noAuth","apiKeyKeychain":999"#, "ConnectionError"),
            (#""authenticationType":"noAuth""#, "ConnectionError"),
            (#""authenticationType":"apiKey""#, "InvalidConfigurationError"),
            (#""authenticationType":"apiKey","apiKeyKeychain":999"#, "InvalidConfigurationError"),
        ])
    func `a key has to be here where the settings ask for it, and only there`(parameters: String, type: String) async throws {
        try await TestEngine(TestDatabase.sqlite.open()).working { test in
            let scenario = try await test.add(
                """
                {"name":"Out","flow":[{"id":7,"module":"http:MakeRequest","version":4,"parameters":{\(parameters)},
                "mapper":{"url":"http://127.0.0.1:9/","method":"get"}}],"metadata":{"version":1}}
                """)
            let run = try await test.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil).run
            #expect(run.failure?.type == type && run.credits == .zero)
        }
    }
}
