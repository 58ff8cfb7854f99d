import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Stores
import Testing
import Values

@testable import HTTPAPI

struct ScenarioTests {
    @Test func `a scenario is made, renamed, saved on its last version only, and removed`() async throws {
        try await Installation().app.test(.router) { client in
            let made = try await client.ask(.post, "scenarios", ["teamId": "1", "blueprint": .string(Blueprints.returning().text())])
            #expect(made.status == .ok && made["warnings"] == [])
            #expect(made["scenario", "scheduling"] == ["type": "on-demand"])
            #expect(made["scenario", "days"]?.asArray?.count == 14)

            let renamed = try await client.ask(.patch, "scenarios/1", ["name": "Echo 2"])
            #expect(renamed["scenario", "name"] == "Echo 2" && renamed["scenario", "version"] == 1)
            let text = Blueprints.returning(name: "Echo 3").text()
            #expect(
                try await client.ask(.patch, "scenarios/1", ["blueprint": .string(text), "basedOnVersion": 1])["scenario", "version"] == 2)
            let late = try await client.ask(.patch, "scenarios/1", ["blueprint": .string(text), "basedOnVersion": 1])
            #expect(late.status == .conflict && late["code"] == "SC409")

            #expect(try await client.ask(.post, "scenarios/1/start") == ["scenario": ["id": 1, "isActive": true, "islinked": true]])
            #expect(try await client.ask(.delete, "scenarios/1")["scenario"] == 1)
            #expect(try await client.ask(.get, "scenarios/1").status == .notFound)
            #expect(try await client.ask(.get, "scenarios?organizationId=1")["total", "count"] == 0)
        }
    }

    @Test func `a scenario without modules is not switched on, and says what it lacks`() async throws {
        try await Installation().app.test(.router) { client in
            let made = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": #"{"name":"Empty","flow":[]}"#])
            #expect(made["scenario", "createdByUser"]?["name"] == "owner", "\(made.text)")
            let refused = try await client.ask(.post, "scenarios/1/start")
            #expect(refused.status == .badRequest && refused.text.contains("Add a first module"), "\(refused.text)")
            #expect(try await client.ask(.get, "scenarios/1")["scenario", "isActive"] == false)
            _ = try await client.ask(.patch, "scenarios/1", ["blueprint": .string(Blueprints.returning().text())])
            #expect(try await client.ask(.post, "scenarios/1/start").status == .ok)
        }
    }

    @Test func `a blueprint comes back as it was written`() async throws {
        let text =
            #"{"name":"Kept","flow":[{"id":7,"module":"util:SetVariable2","version":1,"mapper":{"z":1.0,"a":1e2,"name":"x","value":"y"}}],"extra":null}"#
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(text)])
            let blueprint = try await client.ask(.get, "scenarios/1/blueprint")
            #expect(blueprint["response", "blueprint"]?.text() == text)
            #expect(blueprint["response", "idSequence"] == 8)
            let export = try await client.ask(.get, "flowmeter/scenarios/1/export")
            #expect(export.json.text() == text)
            #expect(export.headers[.contentDisposition] == "attachment; filename=\"Kept.blueprint.json\"")
        }
    }

    @Test func `a blueprint that can't be read says where`() async throws {
        try await Installation().app.test(.router) { client in
            let reply = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": #"{"name":"x","flow":[{"id":1}]}"#])
            #expect(reply.status == .badRequest)
            #expect(reply["suberrors"]?[0]?["name"]?.asText?.hasPrefix("flow[0]") == true)
        }
    }

    @Test func `the estimate names what each module costs`() async throws {
        try await Installation().app.test(.router) { client in
            _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning().text())])
            let estimate = try await client.ask(.get, "flowmeter/scenarios/1/estimate")
            #expect(estimate["estimate", "expectedCenticredits"] == 100)
            #expect(estimate["estimate", "modules"]?.asArray?.count == 2)
            // A draft is estimated as it stands, and not kept.
            let draft = #"{"name":"D","flow":[{"id":5,"module":"util:ComposeTransformer","version":1,"mapper":{"value":"x"}}]}"#
            let drafted = try await client.ask(.post, "flowmeter/scenarios/1/estimate", ["blueprint": .string(draft)])
            #expect(drafted["estimate", "modules"]?.asArray?.map { $0["moduleId"] } == [5])
            #expect(try await client.ask(.get, "flowmeter/scenarios/1/estimate").json == estimate.json)
            let broken = try await client.ask(.post, "flowmeter/scenarios/1/estimate", ["blueprint": "{"])
            #expect(broken.status == .badRequest)
        }
    }

    @Test func `the list is sorted and paged`() async throws {
        try await Installation().app.test(.router) { client in
            for name in ["b", "c", "a"] {
                _ = try await client.ask(.post, "scenarios", ["teamId": 1, "blueprint": .string(Blueprints.returning(name: name).text())])
            }
            let list = try await client.ask(.get, "scenarios?organizationId=1&pg[limit]=2&pg[sortBy]=name&cols[]=name")
            #expect(list["scenarios"] == [["name": "a"], ["name": "b"]])
            #expect(list["pg"] == ["limit": 2, "offset": 0, "sortBy": "name", "sortDir": "asc"])
            let next = try await client.ask(.get, "scenarios?teamId=1&pg[limit]=2&pg[offset]=2&cols[]=name")
            #expect(next["scenarios"] == [["name": "c"]])
            #expect(try await client.ask(.get, "scenarios?teamId=1&organizationId=1").status == .badRequest)
            #expect(try await client.ask(.get, "scenarios").status == .badRequest)
        }
    }
}

extension Reply {
    static func == (left: Reply, right: JSON) -> Bool { left.json == right }
}
