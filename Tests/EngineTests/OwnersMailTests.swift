import Engine
import StorageCore
import Stores
import TestSupport
import Testing
import Values

/// `email:ActionSendMeEmail`, through the installation's mail server.
struct OwnersMailTests {
    private static func blueprint(to: String = "") -> String {
        #"""
        {"name":"Mail","flow":[{"id":1,"module":"email:ActionSendMeEmail","version":7,"parameters":{},
         "mapper":{"to":"\#(to)","subject":"Done","html":"<p>All is well</p>"}}],"metadata":{"version":1}}
        """#
    }

    private static func add(_ name: String, _ role: Role, _ test: TestEngine) async throws -> User {
        let (organization, now) = (test.organization.id, test.clock.now)
        return try await test.engine.storage.write {
            let user = User(
                id: .init(try SequenceStore($0).next("user")), name: name, email: "\(name.lowercased())@example.com", password: nil,
                isOperator: false, zone: nil, locale: nil)
            try IdentityStore($0).add(user, at: now)
            try IdentityStore($0).grant(role, to: user.id, in: organization)
            return user
        }
    }

    private static func run(_ test: TestEngine, to: String = "", author: User? = nil) async throws -> CompletedRun {
        let scenario = try await test.scenarios.create(
            blueprint: Array(blueprint(to: to).utf8), team: test.team.id, organization: test.organization.id, author: author?.id
        ).scenario
        return try await test.engine.runByHand(scenario, author: nil, trigger: nil)
    }

    @Test(arguments: TestDatabase.available)
    func `whoever made a scenario gets its mail, and no stranger does`(_ database: TestDatabase) async throws {
        let server = try await PeerProgram("smtp.py")
        try await TestEngine(database.open()).working { test in
            _ = try await Self.add("Olga", .owner, test)
            let maker = try await Self.add("Max", .member, test)
            let unset = try await Self.run(test, author: maker).run
            #expect(unset.failure?.type == "InvalidConfigurationError" && unset.operations == 0)

            try await test.engine.storage.write {
                try SettingStore($0).set(MailDesk.Setting.server.rawValue, "smtp://127.0.0.1:\(server.port)")
                try SettingStore($0).set(MailDesk.Setting.security.rawValue, "none")
                try SettingStore($0).set(MailDesk.Setting.from.rawValue, "flowmeter@example.com")
            }
            for (to, author, recipient) in [
                ("", maker, "max@example.com"), ("", nil, "olga@example.com"), ("Olga@example.com", maker, "olga@example.com"),
            ] {
                let run = try await Self.run(test, to: to, author: author).run
                #expect(run.state == .success && run.transfer > 0, "\(run.failure.map { "\($0)" } ?? "")")
                let mail = try JSON(parsing: Array(try await server.line().utf8))
                #expect(mail["recipients"] == [.string(recipient)])
                #expect(mail["subject"] == "Done" && mail["html"]?.asText?.contains("All is well") == true)
            }
            let refused = try await Self.run(test, to: "eve@example.com", author: maker).run
            #expect(refused.failure?.message.contains("no member") == true && refused.operations == 0)
            #expect(try await test.findings() == [])
        }
    }
}
