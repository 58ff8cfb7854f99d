import Automation
import Testing
import Values

struct HookBodyTests {
    private func read(_ type: String?, _ body: String) throws -> Value {
        try HookBody().read(body: Array(body.utf8), contentType: type)
    }

    @Test func `no body is no fields`() throws {
        #expect(try read("application/json", "") == [:])
        #expect(try read(nil, "") == [:])
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "application/vnd.api+json", "Application/JSON"])
    func `a JSON object is its fields`(_ type: String) throws {
        #expect(try read(type, #"{"b":3,"c":{"d":[true,null]}}"#) == ["b": 3, "c": ["d": [true, .null]]])
    }

    @Test(arguments: [[0x22, 0xE9, 0x22], [0x22, 0xC3, 0xA9, 0x22]] as [[UInt8]])
    func `JSON may come in Latin-1`(_ text: [UInt8]) throws {
        let body = Array(#"{"a":"#.utf8) + text + Array("}".utf8)
        #expect(try HookBody().read(body: body, contentType: "application/json; charset=latin1") == ["a": "é"])
    }

    @Test func `JSON that is no object is the value`() throws {
        #expect(try read("application/json", "[1,2]") == ["value": [1, 2]])
        #expect(try read("application/json", "\"x\"") == ["value": "x"])
    }

    @Test func `JSON that can't be read, or is too deep, is refused`() {
        #expect(throws: HookBodyError.self) { try read("application/json", "{\"a\":") }
        let deep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
        #expect(throws: HookBodyError.self) { try read("application/json", deep) }
    }

    @Test func `a form is fields`() throws {
        let form = try read("application/x-www-form-urlencoded", "name=J%C3%BCrgen&tag[]=a&tag[]=b&d=1&d=2&e[]=3&f")
        #expect(form == ["name": "Jürgen", "tag": ["a", "b"], "d": ["1", "2"], "e": ["3"], "f": ""])
        let many = String(repeating: "a=1&", count: 5_001)
        #expect(throws: HookBodyError.self) { try read("application/x-www-form-urlencoded", many) }
    }

    @Test func `text is text and bytes are bytes`() throws {
        #expect(try read("text/plain", "hello") == ["value": "hello"])
        #expect(try read(nil, "hello") == ["value": "hello"])
        #expect(try read("application/xml", "<a/>") == ["value": "<a/>"])
        let latin = try HookBody().read(body: [0x4A, 0xFC], contentType: "text/plain; charset=ISO-8859-1")
        #expect(latin == ["value": "Jü"])
        let windows = try HookBody().read(body: [0x80], contentType: "text/plain; charset=Windows-1252")
        #expect(windows == ["value": "€"])
        let cyrillic = try HookBody().read(body: [0xFF], contentType: "text/plain; charset=cp1251")
        #expect(cyrillic == ["value": "я"])
        let bytes = try HookBody().read(body: [0x89, 0x50], contentType: "image/png")
        #expect(bytes == ["value": .buffer(Buffer(bytes: [0x89, 0x50]))])
    }
}

struct MultipartTests {
    private func read(_ lines: [String], boundary: String = "x", end: String = "\r\n") throws -> Value {
        try HookBody().read(
            body: Array((lines.joined(separator: "\r\n") + end).utf8), contentType: "multipart/form-data; boundary=\"\(boundary)\"")
    }

    @Test func `fields are texts and files are buffers with their names`() throws {
        let read = try read([
            "--x", #"Content-Disposition: form-data; name="text""#, "", "héllo", "--x",
            #"content-disposition: form-data; name="file"; filename="a \"b\".bin""#, "Content-Type: application/pdf", "", "%PDF--x-", "",
            "--x", #"Content-Disposition: form-data; name="tag[]""#, "", "one", "--x", #"Content-Disposition: form-data; name="tag[]""#, "",
            "", "--x--",
        ])
        #expect(read["text"] == "héllo")
        #expect(read["tag"] == ["one", ""])
        #expect(
            read["file"] == [
                "name": "a \"b\".bin", "mime": "application/pdf", "data": .buffer(Buffer(bytes: Array("%PDF--x-\r\n".utf8))),
            ])
    }

    @Test func `what stands before and after the parts is passed over`() throws {
        let read = try read(["For people.", "--x  ", #"Content-Disposition: form-data; name=a"#, "", "1", "--x--", "The end."])
        #expect(read == ["a": "1"])
        #expect(try self.read(["--x--"]) == [:])
    }

    @Test func `a name in another alphabet is decoded, and a boundary within a line is none`() throws {
        let read = try read([
            "--x", #"Content-Disposition: form-data; name="f"; filename*=UTF-8''na%C3%AFve+1.txt"#, "", "a --x b", "--xy", "c", "--x--",
        ])
        #expect(read["f"]?["name"] == "naïve+1.txt")
        #expect(read["f"]?["data"] == .buffer(Buffer(bytes: Array("a --x b\r\n--xy\r\nc".utf8))))
    }

    @Test(arguments: [
        ["nothing"], ["--x", "a: b", "", "no end"], ["--x no line"], ["--x", String(repeating: "h", count: 9_000), "", "1", "--x--"],
    ])
    func `what is no multipart body is refused`(_ lines: [String]) { #expect(throws: HookBodyError.self) { try read(lines) } }

    @Test func `parts are bounded, and so is the boundary`() throws {
        let part = ["--x", #"Content-Disposition: form-data; name="a""#, "", "1"]
        let many = Array(repeating: part, count: 501).flatMap { $0 } + ["--x--"]
        #expect(throws: HookBodyError.self) { try read(many) }
        #expect(throws: HookBodyError.self) { try read(["--x--"], boundary: String(repeating: "b", count: 71)) }
        #expect(throws: HookBodyError.self) { try HookBody().read(body: [1], contentType: "multipart/form-data") }
    }
}

struct StructureTests {
    @Test func `the structure of a value is its field specs`() {
        let value: Value = [
            "a": "x", "n": 1, "yes": true, "none": .null, "list": [1, 2], "rows": [["id": 1], ["id": 2, "name": "x"]], "in": ["b": "y"],
        ]
        #expect(
            Structure.specs(of: value) == [
                ["name": "a", "type": "text"], ["name": "n", "type": "number"], ["name": "yes", "type": "boolean"],
                ["name": "none", "type": "any"], ["name": "list", "type": "array", "spec": ["type": "number"]],
                ["name": "rows", "type": "array", "spec": [["name": "id", "type": "number"], ["name": "name", "type": "text"]]],
                ["name": "in", "type": "collection", "spec": [["name": "b", "type": "text"]]],
            ])
    }

    @Test func `a structure holds values to its fields`() throws {
        let spec: JSON = [
            ["name": "n", "type": "number", "required": true], ["name": "state", "type": "text", "default": "new"],
            ["name": "rows", "type": "array", "spec": [["name": "id", "type": "uinteger", "required": true]]],
            ["name": "tags", "type": "array", "spec": ["type": "text"]],
        ]
        let check = StructureCheck(fields: try FieldSpec.read(spec), strict: true)
        #expect(
            try check.checked(["n": "1.5", "rows": [["id": "7"]], "tags": [1]], zone: "UTC") == [
                "n": .number(try #require(Number(parsing: "1.5"))), "rows": [["id": 7]], "tags": ["1"], "state": "new",
            ])
        for (wrong, path) in [
            ([:], "n"), (["n": "x"], "n"), (["n": 1, "rows": [[:]]], "rows[0].id"), (["n": 1, "rows": [["id": 1, "x": 1]]], "rows[0].x"),
            (["n": 1, "more": 1], "more"),
        ] as [(Fields, String)] {
            let violation = #expect(throws: StructureViolation.self) { try check.checked(wrong, zone: "UTC") }
            #expect(violation?.path == path)
        }
        #expect(try StructureCheck(fields: try FieldSpec.read(spec), strict: false).checked(["n": 1, "more": 1], zone: "UTC")["more"] == 1)
    }

    @Test(
        arguments: [
            (["a"], "spec[0].name"), ([["name": "a", "type": "dragon"]], "spec[0].type"),
            ([["name": "a"], ["name": "a"]], "spec[1].name"), ("x", "spec"),
            ([["name": "a", "type": "collection", "spec": [["type": "text"]]]], "spec[0].spec[0].name"),
        ] as [(JSON, String)])
    func `a specification that can't be read says where`(_ spec: JSON, _ path: String) {
        let problem = #expect(throws: SpecProblem.self) { try FieldSpec.read(spec) }
        #expect(problem?.path == path)
    }
}
