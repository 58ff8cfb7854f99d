import Testing
import Values

@Suite struct ValueTests {
    @Test func `JSON becomes values and values JSON`() throws {
        let value = Value(try JSON(parsing: #"{"a":1.50,"b":[true,null,"x"],"a":2,"c":1e99999}"#))
        #expect(value == ["a": 2, "b": [true, nil, "x"], "c": "1e99999"])
        #expect(value.json.text() == #"{"a":2,"b":[true,null,"x"],"c":"1e99999"}"#)
    }

    @Test func `dates become ISO text and buffers base64`() {
        let value: Value = ["at": .date(Timestamp(milliseconds: 0)), "bytes": .buffer(Buffer(bytes: Array("Make".utf8)))]
        let text = #"{"at":"1970-01-01T00:00:00.000Z","bytes":"TWFrZQ=="}"#
        #expect(value.json.text() == text)
        var bytes: [UInt8] = []
        value.writeJSON(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func `fields keep their order and hold each name once`() {
        var fields: Fields = ["b": 1, "a": 2, "b": 3]
        #expect(fields.keys == ["b", "a"])
        #expect(fields["b"] == 3)
        fields["b"] = nil
        fields["c"] = 4
        #expect(fields.keys == ["a", "c"])
        #expect(fields["b"] == nil)
        #expect(Fields() == [:])
    }

    @Test func `many fields are found as few are`() {
        var fields = Fields()
        for number in 0..<500 { fields["field\(number)"] = .number(Number(number)) }
        fields["field70"] = nil
        fields["field71"] = "x"
        #expect(fields.count == 499)
        #expect(fields["field499"] == 499)
        #expect(fields["field70"] == nil)
        #expect(fields["field71"] == "x")
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `base64 by the vectors of RFC 4648`(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test func `base64 of the URL alphabet and without padding is read, other signs are not`() {
        #expect(Base64.decode("-_8") == [0xFB, 0xFF])
        #expect(Base64.decode("Zg") == [0x66])
        #expect(Base64.decode("Z") == nil)
        #expect(Base64.decode("Z*==") == nil)
    }
}
