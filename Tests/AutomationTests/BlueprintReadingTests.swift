import Automation
import Testing
import Values

@Suite struct BlueprintReadingTests {
    private static let module =
        #"{"id": 1, "module": "util:SetVariable2", "version": 1, "mapper": {"name": "a", "value": 1.0}, "metadata": {}}"#
    private static let plain = #"{"name": "N", "flow": [\#(module)], "metadata": {}}"#

    private func read(_ text: String) throws(BlueprintError) -> Blueprint { try Blueprint(parsing: Array(text.utf8)) }

    private func error(_ text: String) -> BlueprintError? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a byte order mark does not matter`() throws {
        #expect(try read("\u{FEFF}" + Self.plain).name == "N")
    }

    @Test(arguments: [
        (
            #"{"code": "OK", "response": {"blueprint": \#(plain), "scheduling": {"type": "indefinitely", "interval": 900}}}"#,
            BlueprintEnvelope.answer
        ),
        (#"{"blueprint": \#(plain), "controller": {"name": "Other"}, "scheduling": null, "language": "en"}"#, .template),
        (#"{"subflows": [\#(plain)], "whatever": 1}"#, .editorState),
        (plain, .none),
    ])
    func `each envelope is taken off and the export is the blueprint itself`(text: String, envelope: BlueprintEnvelope) throws {
        let blueprint = try read(text)
        #expect(blueprint.envelope == envelope)
        #expect(blueprint.name == "N")
        #expect(blueprint.flow.map(\.id) == [1])
        #expect(try JSON(parsing: Array(blueprint.exportText().utf8)) == JSON(parsing: Array(Self.plain.utf8)))
    }

    @Test func `an envelope may hold its parts as text, and know the name and the schedule`() throws {
        let text = JSON.string(#"{"flow": [\#(Self.module)], "metadata": {}}"#).text()
        let blueprint = try read(#"{"blueprint": \#(text), "scheduling": "{\"type\": \"on-demand\"}", "teamId": 1, "name": "Given"}"#)
        #expect(blueprint.envelope == .request)
        #expect(blueprint.name == "Given")
        #expect(blueprint.scheduling?["type"] == "on-demand")
        #expect(error(#"{"blueprint": "{oops"}"#)?.path == "blueprint")
    }

    @Test func `numbers, key order and repeated keys come back as they were written`() throws {
        let mapper = #"{"10": 1, "9": 12345678901234567890, "a": 1.0, "b": 1e-7, "c": -0, "a": 0.10, "z": "é\r\n\u0007"}"#
        let text = #"{"flow":[{"module":"x:y","id":3,"mapper":\#(mapper),"_public_note":[]}],"metadata":null,"sanitization_note":"x"}"#
        let blueprint = try read(text)
        let exported = try JSON(parsing: Array(blueprint.exportText().utf8))
        let before = try JSON(parsing: Array(text.utf8))
        #expect(exported == before)
        #expect(exported.text() == before.text())
        #expect(exported["flow"]?[0]?["mapper"]?.asObject?.members.map(\.key) == ["10", "9", "a", "b", "c", "a", "z"])
    }

    @Test func `what is no JSON is said with line and column`() throws {
        let broken = "{\"name\": \"N\",\n \"flow\": [{\"id\": WEBHOOK_ID}]}"
        guard case .notJSON(let problem)? = error(broken) else {
            Issue.record("not refused")
            return
        }
        #expect(problem.line == 2 && problem.column == 18)
    }

    @Test(arguments: [
        (#"[]"#, ""),
        (#"{"name": "N"}"#, "flow"),
        (#"{"flow": {}}"#, "flow"),
        (#"{"flow": [], "name": 1}"#, "name"),
        (#"{"flow": [], "metadata": []}"#, "metadata"),
        (#"{"flow": [1]}"#, "flow[0]"),
        (#"{"flow": [{"id": "1", "module": "a:b"}]}"#, "flow[0].id"),
        (#"{"flow": [{"id": 0, "module": "a:b"}]}"#, "flow[0].id"),
        (#"{"flow": [{"id": 1.5, "module": "a:b"}]}"#, "flow[0].id"),
        (#"{"flow": [{"id": 1}]}"#, "flow[0].module"),
        (#"{"flow": [{"id": 1, "module": "a:b", "version": "2"}]}"#, "flow[0].version"),
        (#"{"flow": [{"id": 1, "module": "a:b", "mapper": []}]}"#, "flow[0].mapper"),
        (#"{"flow": [{"id": 1, "module": "a:b", "filter": []}]}"#, "flow[0].filter"),
        (#"{"flow": [{"id": 1, "module": "a:b", "filter": {"conditions": [{}]}}]}"#, "flow[0].filter.conditions[0]"),
        (#"{"flow": [{"id": 1, "module": "a:b", "filter": {"conditions": [[{"o": 1}]]}}]}"#, "flow[0].filter.conditions[0][0].o"),
        (#"{"flow": [{"id": 1, "module": "a:b", "routes": {}}]}"#, "flow[0].routes"),
        (#"{"flow": [{"id": 1, "module": "a:b", "routes": [{"flow": [{"id": 2}]}]}]}"#, "flow[0].routes[0].flow[0].module"),
        (#"{"flow": [{"id": 1, "module": "a:b", "onerror": [{"id": 1, "module": "a:b"}]}]}"#, "flow[0].onerror[0].id"),
        (
            #"{"flow": [{"id": 1, "module": "a:b"}], "metadata": {"designer": {"orphans": [[{"id": 1, "module": "a:b"}]]}}}"#,
            "metadata.designer.orphans[0][0].id"
        ),
    ])
    func `what is not as it should be is said with its path`(text: String, path: String) throws {
        guard case .malformed(let found, let message)? = error(text) else {
            Issue.record("not refused: \(text)")
            return
        }
        #expect(found == path)
        #expect(!message.isEmpty)
    }

    @Test func `the bounds are named`() throws {
        let many = (1...2001).map { #"{"id": \#($0), "module": "a:b"}"# }.joined(separator: ",")
        #expect(error(#"{"flow": [\#(many)]}"#)?.description.contains("limit: modules") == true)
        var deep = #"{"id": 100, "module": "a:b"}"#
        for id in 1...70 { deep = #"{"id": \#(id), "module": "builtin:BasicRouter", "routes": [{"flow": [\#(deep)]}]}"# }
        let refusal = error(#"{"flow": [\#(deep)]}"#)
        #expect(refusal != nil)
        #expect(error(String(repeating: "[", count: 100_000)) != nil)
        #expect(error(#"{"flow": [], "x": "\#(String(repeating: "x", count: 5_000_001))"}"#)?.description.contains("limit: bytes") == true)
    }

    @Test func `sixty routers within each other are fine`() throws {
        var deep = #"{"id": 100, "module": "a:b"}"#
        for id in 1...60 { deep = #"{"id": \#(id), "module": "builtin:BasicRouter", "routes": [{"flow": [\#(deep)]}]}"# }
        #expect(try trace(deep).addresses == ["100"])
    }

    @Test func `orphans and side flows are kept and not run`() throws {
        let text = #"""
            {"flow": [{"id": 1, "module": "a:b", "onerror": [{"id": 2, "module": "builtin:Ignore"}],
              "tools": [{"name": "t", "flow": [{"id": 4, "module": "a:c"}]}]}],
             "metadata": {"designer": {"orphans": [[{"id": 3, "module": "a:d"}]]}, "scenario": {"roundtrips": 4, "dlq": true}}}
            """#
        let blueprint = try read(text)
        #expect(blueprint.moduleCount == 3)
        #expect(blueprint.orphans.map { $0.map(\.id) } == [[3]])
        #expect(blueprint.settings.roundtrips == 4 && blueprint.settings.dlq && blueprint.settings.autoCommit)
        var interpreter = interpreter(try Program(blueprint, catalog: TestCatalog()))
        #expect(interpreter.run().moduleIds == [1])
    }
}
