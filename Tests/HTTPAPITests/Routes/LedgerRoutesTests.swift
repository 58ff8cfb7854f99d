import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

struct LedgerRoutesTests {
    private static let base = "flowmeter/organizations/1"

    @Test func `a grant, a run, a refund and a void add up in every view`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.working {
            try await installation.app.test(.router) { client in
                let grant = try await client.ask(
                    .post, "\(Self.base)/grants", as: "operator", ["kind": "promotional", "centicredits": 500, "note": "=welcome"])
                #expect(grant["lot", "remaining"] == 500 && grant["lot", "state"] == "active" && grant["lot", "note"] == "=welcome")
                let run = try await Self.run(client)
                let part = try await client.ask(
                    .post, "\(Self.base)/runs/\(run)/refund", as: "operator", ["note": "sorry", "centicredits": 60])
                #expect(part.status == .ok && part["lot", "kind"] == "plan" && part["lot", "adjusted"] == 60, "\(part.text)")
                let lot = grant["lot", "id"]?.asInteger ?? 0
                let void = try await client.ask(.post, "\(Self.base)/lots/\(lot)/void", as: "operator", ["note": "by mistake"])
                #expect(void["lot", "remaining"] == 0 && void["lot", "state"] == "lapsed")
                #expect(
                    try await client.ask(.post, "\(Self.base)/lots/\(lot)/void", as: "operator", ["note": "again"]).status == .badRequest)
                try await Self.checkViews(client, run: run)
            }
        }
    }

    private static func run(_ client: any TestClientProtocol) async throws -> String {
        _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
        _ = try await client.ask(.post, "scenarios/1/start")
        let run = try await client.ask(.post, "scenarios/1/run", ["data": ["text": "hello"], "responsive": true])
        #expect(run["status"] == 1, "\(run.text)")
        return run["executionId"]?.asText ?? ""
    }

    private static func checkViews(_ client: any TestClientProtocol, run: String) async throws {
        let balance = try await client.ask(.get, "\(base)/balance", as: "accountant")
        let credits = balance["balance", "centicredits"]?.asInteger ?? 0
        let statement = try await client.ask(.get, "\(base)/statement", as: "accountant")
        let entries = statement["entries"]?.asArray ?? []
        let used = entries.filter { $0["kind"] == "usage" }.compactMap { $0["centicredits"]?.asInteger }.reduce(0, +)
        #expect(credits == 1_000_000 + used + 60)
        #expect(statement["total", "centicredits"]?.asInteger == credits && statement["total", "count"]?.asInteger == entries.count)
        #expect(entries.first?["balance"]?.asInteger == credits)
        #expect(Set(entries.compactMap { $0["kind"]?.asText }) == ["grant", "usage", "refund", "void"])
        #expect(entries.first { $0["kind"] == "usage" }?["runId"]?.asText == run)
        #expect(entries.first { $0["kind"] == "usage" }?["scenarioName"] == "Echo")
        #expect(entries.first { $0["kind"] == "refund" }?["author"]?["name"] == "operator")
        let history = try await client.ask(.get, "\(base)/balance/history", as: "accountant")
        let today = history["history"]?.asArray?.last
        #expect(today?["closing"]?.asInteger == credits && today?["granted"] == 1_000_500 && today?["adjusted"] == -440)
        #expect(today?["used"]?.asInteger == -used && history["history"]?.asArray?.count == 30 && history["unlimited"] == false)
        let subscription = try await client.ask(.get, "\(base)/subscription")
        #expect(subscription["subscription", "credits", "left"]?.asInteger == credits)
        let acts = try await client.ask(.get, "\(base)/acts")
        #expect(acts["acts"]?.asArray?.compactMap { $0["kind"]?.asText } == ["void", "refund", "grant"])
        #expect(acts["acts"]?.asArray?.allSatisfy { $0["author"]?["name"] == "operator" && $0["address"]?.asText != nil } == true)
        let some = try await client.ask(.get, "\(base)/statement?kind=grant,void&pg[limit]=1&pg[offset]=1", as: "accountant")
        #expect(some["entries"]?.asArray?.count == 1 && some["total", "count"] == 3 && some["pg", "limit"] == 1)
    }

    @Test func `the statement as a file holds no formula`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.app.test(.router) { client in
            _ = try await client.ask(
                .post, "\(Self.base)/grants", as: "operator", ["kind": "extra", "centicredits": 150, "note": "=1+1, or \"so\""])
            let file = try await client.ask(.get, "\(Self.base)/statement.csv?kind=grant", as: "accountant")
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 3 && lines[0].hasPrefix("at,kind,credits,balance"))
            #expect(lines[1].contains(#",grant,1.5,"#) && lines[1].contains(#""'=1+1, or ""so""""#), "\(file.text)")
        }
    }

    @Test func `what is wrong with a request is named`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.app.test(.router) { client in
            let wrong: [(HTTPRequest.Method, String, JSON?, String)] = [
                (.post, "grants", ["kind": "plan", "centicredits": 1, "note": "x"], "kind"),
                (.post, "grants", ["kind": "extra", "centicredits": 0, "note": "x"], "centicredits"),
                (.post, "grants", ["kind": "extra", "centicredits": 1], "note"),
                (.post, "grants", ["kind": "extra", "centicredits": 1, "note": "x", "expires": "2001-01-01T00:00:00Z"], "expires"),
                (.get, "balance?at=2999-01-01T00:00:00Z", nil, "at"), (.get, "balance/history?from=2001-01-01", nil, "from"),
                (.get, "statement?kind=nothing", nil, "kind"), (.get, "statement?from=yesterday", nil, "from"),
                (.get, "statement?from=2026-02-02&to=2026-02-01", nil, "to"), (.get, "acts?kind=nothing", nil, "kind"),
                (.get, "plan/preview?plan=nothing", nil, "plan"), (.get, "purchases/offer?centicredits=150", nil, "centicredits"),
            ]
            for (method, address, body, name) in wrong {
                let reply = try await client.ask(method, "\(Self.base)/\(address)", as: "operator", body)
                #expect(reply.status == .badRequest && reply["suberrors"]?[0]?["name"]?.asText == name, "\(address): \(reply.text)")
            }
        }
    }

    @Test func `the balance of a past instant is what it was`() async throws {
        let installation = try await Installation(plan: .pro)
        try await installation.app.test(.router) { client in
            let before = try await client.ask(.get, "\(Self.base)/balance")
            let at = before["balance", "at"]?.asText ?? ""
            try await Task.sleep(for: .milliseconds(5))
            _ = try await client.ask(.post, "\(Self.base)/grants", as: "operator", ["kind": "extra", "centicredits": 150, "note": "x"])
            #expect(try await client.ask(.get, "\(Self.base)/balance")["balance", "centicredits"] == 1_000_150)
            let past = try await client.ask(.get, "\(Self.base)/balance?at=\(at)")
            #expect(past["balance"]?.text() == before["balance"]?.text())
        }
    }

    @Test func `without a limit there is no balance, and use is counted all the same`() async throws {
        let installation = try await Installation()
        try await installation.working {
            try await installation.app.test(.router) { client in
                _ = try await Self.run(client)
                let history = try await client.ask(.get, "\(Self.base)/balance/history")
                let today = history["history"]?.asArray?.last
                #expect(history["unlimited"] == true && today?["closing"] == .null && (today?["used"]?.asInteger ?? 0) > 0)
                let balance = try await client.ask(.get, "\(Self.base)/balance")
                #expect(balance["balance", "centicredits"] == .null && balance["balance", "lots"]?[0]?["remaining"] == .null)
                #expect(try await client.ask(.get, "\(Self.base)/statement")["entries"]?[0]?["balance"] == .null)
            }
        }
    }
}
