import Values

/// The reader of JSON, and the codec of the journal's values: what is read is written as it was, and bytes that are none are refused.
func check(_ input: [UInt8]) {
    if let json = try? JSON(parsing: input) {
        let text = json.text()
        guard let again = try? JSON(parsing: text) else { preconditionFailure("what was written can't be read") }
        precondition(again == json, "what was written is not what was read")
        let value = Value(json)
        var bytes: [UInt8] = []
        ValueCodec.encode(value, into: &bytes)
        precondition((try? ValueCodec.decode(bytes)) == value, "the value is not what the codec gives back")
    }
    guard let value = try? ValueCodec.decode(input) else { return }
    var bytes: [UInt8] = []
    ValueCodec.encode(value, into: &bytes)
    precondition((try? ValueCodec.decode(bytes)) == value, "the value is not what the codec gives back")
}
