import Automation
import ModuleLibrary
import TestSupport
import Testing
import Values

struct CSVTests {
    @Test(
        arguments: [
            ("a,b\n1,2", [["col1": "a", "col2": "b"], ["col1": "1", "col2": "2"]]),
            ("a\r\nb\rc\n\n\nd\n", [["col1": "a"], ["col1": "b"], ["col1": "c"], ["col1": "d"]]),
            ("\"a,\"\"b\"\"\r\nc\",", [["col1": "a,\"b\"\r\nc", "col2": ""]]),
            ("\u{FEFF}ä,€", [["col1": "ä", "col2": "€"]]), ("\"\"\n", [["col1": ""]]), ("", []), (",", [["col1": "", "col2": ""]]),
        ] as [(String, [Value])])
    func `rows become bundles`(csv: String, bundles: [Value]) async throws {
        #expect(try await pure("csv:ParseCSV", ["csv": .text(csv)]) == bundles)
        #expect(try await pure("csv:ParseCSV", ["csv": .buffer(Buffer(bytes: Array(csv.utf8)))]) == bundles)
    }

    @Test func `columns are found by their headers, too`() async throws {
        let csv: Fields = ["csv": "id;Name;id;;col9\n1;Ann;2;3;4\n5"]
        let parameters: Fields = ["csvContainsHeaders": true, "delimiterType": "other", "delimiter": ";", "colCount": "2"]
        #expect(
            try await pure("csv:ParseCSV", csv, parameters: parameters) == [
                ["col1": "1", "col2": "Ann", "col3": "2", "col4": "3", "col5": "4", "id": "1", "Name": "Ann"],
                ["col1": "5", "col2": nil, "id": "5", "Name": nil],
            ])
        let named: Fields = ["csvHeaders": ["x", ["name": "y"]], "delimiterType": "tab"]
        #expect(try await pure("csv:ParseCSV", ["csv": "1\t2"], parameters: named) == [["col1": "1", "col2": "2", "x": "1", "y": "2"]])
    }

    @Test(arguments: [("a\n\"b", 2), ("a\"b", 1), ("x\r\ny\n\"a\" b,c", 3)])
    func `what isn't CSV fails with its line`(csv: String, line: Int) async throws {
        let failure = try await failure { _ = try await pure("csv:ParseCSV", ["csv": .text(csv)]) }
        #expect(failure.type == "DataError" && failure.began && failure.message.contains("line \(line)"), "\(failure.message)")
    }

    @Test(arguments: [("a\"b,c", "a\"b"), ("\"say \"hi\" now\",c", "say \"hi\" now"), ("\"a\"b,c", "a\"b,c")])
    func `quotes are kept where asked for`(csv: String, cell: String) async throws {
        guard csv != "\"a\"b,c" else {
            let failure = try await failure { _ = try await pure("csv:ParseCSV", ["csv": .text(csv)], parameters: ["relax": true]) }
            return #expect(failure.message.contains("no end"))
        }
        let bundles = try await pure("csv:ParseCSV", ["csv": .text(csv)], parameters: ["relax": "true"])
        #expect(bundles == [["col1": .text(cell), "col2": "c"]])
    }

    @Test func `what is too much is refused by its bound`() async throws {
        let rows = String(repeating: "a\n", count: 200_001)
        let many = try await failure { _ = try await run(ModuleLibrary(), "csv:ParseCSV", ["csv": .text(rows)]) }
        #expect(many.type == "MaxResultsExceededError" && many.message.contains("csv.rows"))
        let columns = String(repeating: ",", count: 2001)
        let wide = try await failure { _ = try await pure("csv:ParseCSV", ["csv": .text(columns)]) }
        #expect(wide.message.contains("2000 columns"))
    }

    @Test(arguments: ["ab", "\"", "\n", ""])
    func `a delimiter is one character`(delimiter: String) async throws {
        let parameters: Fields = ["delimiterType": "other", "delimiter": .text(delimiter)]
        let failure = try await failure { _ = try await pure("csv:ParseCSV", ["csv": "a"], parameters: parameters) }
        #expect(failure.type == "DataError" && !failure.began)
    }

    @Test func `bundles become rows`() async throws {
        let items: [Value] = [["a": 1, "b": "x,y"], ["b": "say \"hi\"", "c": true], ["a": "two\nlines"]]
        let csv = try await aggregated("csv:CreateAggregator", items, parameters: ["includeHeaders": true, "newlineType": "crlf"])
        #expect(csv == ["text": "a,b,c\r\n1,\"x,y\",\r\n,\"say \"\"hi\"\"\",true\r\n\"two\nlines\",,"])
        let plain = try await aggregated(
            "csv:CreateAdvancedAggregator", items, parameters: ["includeHeaders": false, "delimiterType": "tab"])
        #expect(plain == ["text": "1\tx,y\t\n\t\"say \"\"hi\"\"\"\ttrue\n\"two\nlines\"\t\t"])
        #expect(try await aggregated("csv:CreateAggregator", []) == ["text": ""])
    }

    @Test func `options may stand in the mapper, beside the columns`() async throws {
        let items: [Value] = [["includeHeaders": "false", "delimiterType": "other", "delimiter": ";", "a": 1, "b": 2]]
        #expect(try await aggregated("csv:CreateAggregator", items, parameters: ["feeder": 3]) == ["text": "1;2"])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is written is read again`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let signs = ["a", "\"", ",", ";", "\n", "\r", " ", "ü", ""]
        let width = Int.random(in: 1...4, using: &random)
        let items: [Value] = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            .collection(
                Fields(
                    (1...width).map { column in
                        ("col\(column)", .text((0..<4).map { _ in signs.randomElement(using: &random) ?? "" }.joined()))
                    }))
        }
        let csv = try await aggregated("csv:CreateAggregator", items, parameters: ["includeHeaders": false])
        #expect(try await pure("csv:ParseCSV", ["csv": csv["text"] ?? nil]) == items, "seed \(seed)")
    }
}
