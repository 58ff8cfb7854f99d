import Automation
import Ledger
import Testing
import Values

/// A scenario counted by hand: orders come in, large ones are grouped by customer, small ones are noted, the rest falls back.
@Suite struct ExampleTests {
    private static let flow = #"""
        {"id": 1, "module": "gateway:CustomWebHook"},
        {"id": 2, "module": "builtin:BasicFeeder", "mapper": {"array": "{{1.orders}}"}},
        {"id": 3, "module": "builtin:BasicRouter", "parameters": {"else": 2}, "mapper": null, "routes": [
          {"flow": [
            {"id": 10, "module": "test:Dear", "filter": {"name": "large", "conditions": [[{"a": "{{2.total}}", "o": "number:greater", "b": "100"}]]}},
            {"id": 11, "module": "builtin:BasicAggregator", "parameters": {"feeder": 2}, "flags": {"groupBy": "{{2.customer}}"}, "mapper": {"id": "{{2.id}}"}},
            {"id": 12, "module": "test:Free"}]},
          {"flow": [
            {"id": 20, "module": "util:SetVariable2", "filter": {"name": "small", "conditions": [[{"a": "{{2.total}}", "o": "number:less", "b": "10"}]]},
              "mapper": {"name": "small", "value": "{{2.id}}", "scope": "roundtrip"}},
            {"id": 21, "module": "no:SuchThing", "filter": {"name": "never", "conditions": [[{"a": "{{20.small}}", "o": "notexist"}]]}}]},
          {"flow": [{"id": 30, "module": "test:Search"}, {"id": 31, "module": "builtin:BasicFeeder", "mapper": {"array": "{{30.list}}"}}]}]}
        """#

    private static let orders: Value = [
        ["id": 1, "customer": "a", "total": 500], ["id": 2, "customer": "b", "total": 5], ["id": 3, "customer": "b", "total": 200],
        ["id": 4, "customer": "c", "total": 50], ["id": 5, "customer": "a", "total": 101],
    ]

    @Test func `operations and credits are those counted by hand`() throws {
        let trace = try trace(Self.flow, trigger: [["orders": Self.orders]]) { operation, _ in
            operation.moduleId == 30 ? [["list": [1, 2]], ["list": []]] : [[:]]
        }
        #expect(
            trace.addresses == [
                "1", "2", "10:0", "20:1", "10:2", "30:3", "31:3.0", "31:3.1", "10:4",
                // Two customers with large orders.
                "11:0", "12:0", "11:1", "12:1",
            ])
        #expect(
            trace.bundles(of: 11) == [
                [["array": [["id": 1], ["id": 5]], "__IMTKEY__": "a"]], [["array": [["id": 3]], "__IMTKEY__": "b"]],
            ])
        // 1 trigger, 1 + 2 iterators, 3 at 2.5, 1 variable, 1 search, 2 groups; the free module is no operation.
        #expect(trace.cost == Estimate.Cost(operations: 11, credits: Credits(centicredits: 1550)))
        #expect(trace.operations.map(\.kind).filter { $0 == .iterate }.count == 3)
    }

    @Test func `the estimate is what a dry run does`() throws {
        let program = try program(Self.flow)
        var dry = interpreter(program, options: InterpreterOptions(filtersPass: true))
        let trace = dry.dryRun()
        #expect(trace.moduleIds == [1, 2, 10, 20, 21, 11, 12])
        let estimate = Estimate(program, price: TestCatalog.price)
        #expect(estimate.expected == trace.cost)
        #expect(estimate.expected == Estimate.Cost(operations: 6, credits: Credits(centicredits: 750)))
        #expect(estimate.minimum == Estimate.Cost(operations: 1, credits: Credits(1)))
        #expect(estimate.modules.filter(\.isPerBundle).map(\.moduleId) == [2, 10, 20, 21, 11, 12])
        #expect(estimate.modules.filter { !$0.isKnown }.map(\.moduleId) == [21])
    }

    @Test func `the report says what was found`() throws {
        let report = BlueprintReport(file: "orders.json", program: try program(Self.flow), price: TestCatalog.price)
        #expect(report.json["modules"] == 10)
        #expect(report.json["unknownModules"] == ["no:SuchThing"])
        #expect(report.json["filters"] == 3)
        #expect(report.json["expressions"] == 8)
        #expect(report.json["estimatedCredits"]?["expected"] == "7.5")
        #expect(report.json["estimatedCredits"]?["minimum"] == "1")
        #expect(report.roundTripEqual)
    }
}
