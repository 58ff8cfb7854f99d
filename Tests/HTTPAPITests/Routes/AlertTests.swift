import Engine
import Hummingbird
import HummingbirdTesting
import Ledger
import StorageCore
import Stores
import Testing
import Values

@testable import HTTPAPI

struct AlertTests {
    private static let base = "flowmeter/organizations/1/alerts"

    @Test func `alerts are changed member by member, and the secret is shown whole once`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.app.test(.router) { client in
            let first = try await client.ask(.get, Self.base, as: "accountant")
            #expect(first["alerts", "thresholds"]?.asArray == [75, 90, 100] && first["alerts", "on", "warning"] == false)
            #expect(first["alerts", "webhookSecret"] == .null && first["alerts", "mailConfigured"] == false)
            let changed = try await client.ask(
                .patch, Self.base,
                [
                    "email": ["ann@example.org"], "webhookUrl": "https://example.org/alerts", "thresholds": [50],
                    "on": ["warning": true, "error": false],
                ])
            let secret = changed["alerts", "webhookSecret"]?.asText ?? ""
            #expect(secret.hasPrefix("whsec_") && !secret.contains("*"), "\(changed.text)")
            let shown = try await client.ask(.get, Self.base)
            #expect(shown["alerts", "webhookSecret"] == "whsec_****" && shown["alerts", "on", "credits"] == true)
            #expect(shown["alerts", "on", "warning"] == true && shown["alerts", "on", "error"] == false)
            let kept = try await installation.engine.storage.read { try AlertStore($0).settings(of: installation.ours.id) }
            #expect(installation.secrets.open(kept.webhookSecret ?? []) == Array(secret.utf8))
            let renewed = try await client.ask(.patch, Self.base, ["webhookSecret": "new"])
            #expect(renewed["alerts", "webhookSecret"]?.asText.map { $0 != secret && $0 != "whsec_****" } == true)
            #expect(try await client.ask(.patch, Self.base, ["webhookUrl": nil])["alerts", "webhookUrl"] == .null)
            let acts = try await client.ask(.get, "flowmeter/organizations/1/acts?kind=alerts")
            #expect(acts["total", "count"] == 3 && !acts.text.contains(secret))
        }
    }

    @Test func `what is wrong with alerts is named`() async throws {
        try await Installation(plan: .pro).app.test(.router) { client in
            let wrong: [(JSON, String)] = [
                (["email": ["ann"]], "email"), (["email": ["a@b\r\nBcc: c@d"]], "email"), (["thresholds": [0]], "thresholds"),
                (["webhookUrl": "ftp://example.org"], "webhookUrl"), (["webhookUrl": "https://user:word@example.org"], "webhookUrl"),
                (["webhookSecret": "mine"], "webhookSecret"), (["on": ["nothing": true]], "on"),
            ]
            for (body, name) in wrong {
                let reply = try await client.ask(.patch, Self.base, body)
                #expect(reply.status == .badRequest && reply["suberrors"]?[0]?["name"]?.asText == name, "\(body.text()): \(reply.text)")
            }
        }
    }

    @Test func `what was told is listed, the newest first`() async throws {
        let installation = try await Installation(plan: .pro)
        let (id, now) = (installation.ours.id, installation.engine.now())
        try await installation.engine.storage.write { transaction in
            try OutboxStore(transaction).add(
                ["first", "second"].map {
                    OutboxMessage(
                        organization: id, kind: "credits", subject: $0, body: "", channel: .email, destination: "a@b.org", created: now)
                })
        }
        try await installation.app.test(.router) { client in
            let log = try await client.ask(.get, "\(Self.base)/log?pg[limit]=1", as: "accountant")
            #expect(log["messages"]?[0]?["subject"] == "second" && log["messages"]?[0]?["state"] == "waiting" && log["total", "count"] == 2)
        }
    }

    @Test func `the password of the mail server is kept sealed, and never shown`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.app.test(.router) { client in
            let mail = try await client.ask(
                .patch, "flowmeter/mail", as: "operator",
                ["server": "smtp://mail.example.org:587", "from": "flow@example.org", "username": "flow", "password": "secret word"])
            #expect(mail["mail", "passwordSet"] == true && mail["mail", "security"] == "starttls" && !mail.text.contains("secret word"))
            let kept = try await installation.engine.storage.read { try SettingStore($0).all()["mail.password"] } ?? ""
            #expect(!kept.isEmpty && !kept.contains("secret"))
            #expect(try await client.ask(.get, Self.base)["alerts", "mailConfigured"] == true)
            let without = try await client.ask(.patch, "flowmeter/mail", as: "operator", ["password": nil])
            #expect(without["mail", "passwordSet"] == false && without["mail", "server"] == "smtp://mail.example.org:587")
            for (name, value) in [("server", "mail.example.org"), ("from", "flow"), ("security", "ssl")] {
                let wrong = try await client.ask(.patch, "flowmeter/mail", as: "operator", .object(JSONObject([(name, .string(value))])))
                #expect(wrong["suberrors"]?[0]?["name"]?.asText == name)
            }
            let acts = try await client.ask(.get, "flowmeter/organizations/1/acts?kind=settings")
            #expect(acts["total", "count"] == 2 && !acts.text.contains("secret word"))
        }
    }
}
