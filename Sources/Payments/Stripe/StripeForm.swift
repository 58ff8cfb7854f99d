/// `application/x-www-form-urlencoded`, in order; members of an object as `metadata[purchase_id]`.
struct StripeForm {
    private(set) var text = ""

    init(_ fields: KeyValuePairs<String, String> = [:]) {
        for (name, value) in fields { add(name, value) }
    }

    mutating func add(_ name: String, _ value: String) {
        if !text.isEmpty { text += "&" }
        text += Self.encoded(name) + "=" + Self.encoded(value)
    }

    var bytes: [UInt8] { Array(text.utf8) }

    private static let hexDigits = Array("0123456789ABCDEF")

    /// https://url.spec.whatwg.org/#urlencoded-serializing
    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): encoded += "+"
            default: encoded += ["%", hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return encoded
    }
}
