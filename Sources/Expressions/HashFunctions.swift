import Crypto
import Foundation
import Values

enum HashFunctions {
    static let all: [Function] = [
        Function(
            "md5", "value:text|buffer", gives: "text", "Gives the MD5 sum in hexadecimal digits.",
            example: #"md5("Make")"#, md5),
        Function(
            "sha1", "value:text|buffer; [encoding:text]; [key:text|buffer]; [keyEncoding:text]", gives: "text",
            "Gives the SHA-1 sum, or the HMAC where there is a key.",
            example: #"sha1("abc")"#, sha1),
        Function(
            "sha256", "value:text|buffer; [encoding:text]; [key:text|buffer]; [keyEncoding:text]", gives: "text",
            "Gives the SHA-256 sum, or the HMAC where there is a key.",
            example: #"sha256("abc"; "base64")"#, sha256),
        Function(
            "sha512", "value:text|buffer; [encoding:text]; [key:text|buffer]; [keyEncoding:text]", gives: "text",
            "Gives the SHA-512 sum, or the HMAC where there is a key.",
            example: #"substring(sha512("abc"); 0; 16)"#, sha512),
    ]

    static func md5(_ call: Call) throws(EvaluationError) -> Value {
        .text(TextCoding.hex(Array(Insecure.MD5.hash(data: try Coercion.buffer(call.value(0)).bytes))))
    }

    static func sha1(_ call: Call) throws(EvaluationError) -> Value { try hash(Insecure.SHA1.self, call) }
    static func sha256(_ call: Call) throws(EvaluationError) -> Value { try hash(SHA256.self, call) }
    static func sha512(_ call: Call) throws(EvaluationError) -> Value { try hash(SHA512.self, call) }

    private static func hash<H: HashFunction>(_: H.Type, _ call: Call) throws(EvaluationError) -> Value {
        let bytes = try Coercion.buffer(call.value(0)).bytes
        let digest: [UInt8]
        if let key = try key(call) {
            digest = Array(HMAC<H>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
        } else {
            digest = Array(H.hash(data: bytes))
        }
        switch try call.text(1, default: "hex").lowercased() {
        case "hex", "": return .text(TextCoding.hex(digest))
        case "base64": return .text(Base64.encode(digest))
        case "latin1", "binary": return .text(Coercion.latin1(digest))
        case let other: throw .data("Unknown encoding '\(Coercion.excerpt(other))'.")
        }
    }

    private static func key(_ call: Call) throws(EvaluationError) -> [UInt8]? {
        guard call.isGiven(2), call.value(2) != .text("") else { return nil }
        switch try call.text(3, default: "text").lowercased() {
        case "text", "": return try Coercion.buffer(call.value(2)).bytes
        case "binary":
            guard case .buffer(let buffer) = call.value(2) else { throw .data("With the key encoding 'binary' the key must be a buffer.") }
            return buffer.bytes
        case let encoding where encoding == "hex" || encoding == "base64": return try TextCoding.decode(try call.text(2), encoding)
        case let other: throw .data("Unknown key encoding '\(Coercion.excerpt(other))'.")
        }
    }
}
