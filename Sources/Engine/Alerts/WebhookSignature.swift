import Crypto

/// The signature of a webhook that is sent: `t=<milliseconds>,v1=<HMAC-SHA256 of "t.body" in hex>`.
enum WebhookSignature {
    static func text(_ body: String, at milliseconds: Int64, secret: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(milliseconds).\(body)".utf8), using: SymmetricKey(data: secret))
        return "t=\(milliseconds),v1=\(Hex.text(Array(code)))"
    }
}
