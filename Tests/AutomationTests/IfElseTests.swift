import Automation
import Ledger
import Testing
import Values

@Suite struct IfElseTests {
    private func set(_ id: Int, _ value: String) -> String {
        #"{"id": \#(id), "module": "util:SetVariable2", "mapper": {"name": "v", "value": "\#(value)"}}"#
    }

    private func branch(_ label: String, _ flow: String, less: Int?, merge: Bool = false, extra: String = "") -> String {
        let condition = less.map { #""type": "condition", "conditions": [[{"a": "{{1.value}}", "o": "number:less", "b": "\#($0)"}]]"# }
        return #"{"label": "\#(label)", \#(condition ?? #""type": "else""#), "merge": \#(merge)\#(extra), "flow": [\#(flow)]}"#
    }

    private func flow(_ branches: [String], after: String = "") -> String {
        #"""
        {"id": 1, "module": "builtin:BasicFeeder", "mapper": {"array": [1, 5, 9]}},
        {"id": 2, "module": "builtin:BasicIfElse", "mapper": null, "branches": [\#(branches.joined(separator: ","))]} \#(after)
        """#
    }

    @Test func `the first branch that holds is taken, and only that; the else takes the rest`() throws {
        let branches = [branch("rest", set(5, "c"), less: nil), branch("low", set(3, "a"), less: 3), branch("mid", set(4, "b"), less: 7)]
        let trace = try trace(flow(branches))
        #expect(trace.addresses == ["1", "2:0", "3:0", "2:1", "4:1", "2:2", "5:2"])
        #expect(trace.bundles(of: 2).map { $0[0]["branch"] } == ["low", "mid", "rest"])
        #expect(trace.cost.operations == 7)
        #expect(trace.cost.credits.centicredits == 400)
    }

    @Test func `without a branch that holds the bundle ends, and branches that are off or empty don't count`() throws {
        let branches = [
            branch("off", set(3, "a"), less: 10, extra: #", "disabled": true"#), branch("empty", "", less: 10),
            branch("low", set(4, "b"), less: 3),
        ]
        #expect(try trace(flow(branches)).addresses == ["1", "2:0", "4:0", "2:1", "2:2"])
    }

    @Test func `branches come together in a merge, each with its own texts`() throws {
        let merge = #"""
            , {"id": 6, "module": "builtin:BasicMerge", "mapper": null,
              "outputs": [{"name": "x", "mappings": ["{{3.v}}", "{{4.v}} of {{1.value}}"]}, {"name": "y", "mappings": ["{{4.v}}", null]}],
              "filters": [null, {"conditions": [[{"a": "{{1.value}}", "o": "number:less", "b": "9"}]]}]},
            \#(set(7, "{{6.x}}|{{6.y}}|{{3.v}}"))
            """#
        let branches = [
            branch("low", set(3, "a"), less: 3, merge: true), branch("no merge", set(5, "n"), less: 2),
            branch("rest", set(4, "b"), less: nil, merge: true),
        ]
        let trace = try trace(flow(branches, after: merge))
        #expect(trace.addresses == ["1", "2:0", "3:0", "6:0", "7:0", "2:1", "4:1", "6:1", "7:1", "2:2", "4:2"])
        #expect(trace.bundles(of: 7).map { $0[0]["v"] } == ["a||", "b of 5||"])
    }

    @Test func `an if-else may stand in a branch, and a loop may be gathered after the merge`() throws {
        let inner = #"""
            {"id": 10, "module": "builtin:BasicIfElse", "mapper": null, "branches": [\#(branch("five", set(11, "5"), less: 6)), \#(branch("more", set(12, "9"), less: nil))]}
            """#
        #expect(
            try trace(flow([branch("low", set(3, "a"), less: 3), branch("rest", inner, less: nil)])).addresses
                == ["1", "2:0", "3:0", "2:1", "10:1", "11:1", "2:2", "10:2", "12:2"])
        let gathered = #"""
            , {"id": 6, "module": "builtin:BasicMerge", "mapper": null, "outputs": [{"name": "x", "mappings": ["low", "high"]}]},
            {"id": 8, "module": "builtin:BasicAggregator", "parameters": {"feeder": 1}, "mapper": {"x": "{{6.x}}"}}
            """#
        let branches = [branch("low", set(3, "a"), less: 6, merge: true), branch("rest", set(4, "b"), less: nil, merge: true)]
        #expect(try trace(flow(branches, after: gathered)).bundles(of: 8)[0][0]["array"] == [["x": "low"], ["x": "low"], ["x": "high"]])
    }
}
