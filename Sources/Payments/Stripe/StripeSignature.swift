import Crypto
import Values

/// `Stripe-Signature: t=1795341600,v1=5257a8…`: HMAC-SHA256 over time, dot and body.
/// https://docs.stripe.com/webhooks#verify-manually
struct StripeSignature {
    /// Seconds since 1970, as signed.
    private let time: String
    private let seconds: Int64
    /// Several while a secret is being replaced.
    private let codes: [[UInt8]]

    /// A header with more parts than that is nobody's.
    private static let maximumParts = 20

    init(parsing header: String) throws(PaymentFailure) {
        let parts = header.split(separator: ",").prefix(Self.maximumParts).map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(sides[0]).trimmingBlanks, value: sides.count > 1 ? String(sides[1]).trimmingBlanks : "")
        }
        let times = parts.filter { $0.name == "t" }.map(\.value)
        guard times.count == 1, let seconds = Int64(times[0]), 0...99_999_999_999 ~= seconds else {
            throw Self.notGenuine("its signature has no time")
        }
        time = times[0]
        self.seconds = seconds
        codes = parts.filter { $0.name == "v1" }.compactMap { Self.bytes(hex: $0.value) }
        guard !codes.isEmpty else { throw Self.notGenuine("it has no signature of a kind that we know (v1)") }
    }

    /// - Parameter tolerance: in seconds, either way.
    func verify(_ body: [UInt8], secret: String, now: Timestamp, tolerance: Int64) throws(PaymentFailure) {
        let key = SymmetricKey(data: Array(secret.utf8))
        let signed = Array(time.utf8) + [UInt8(ascii: ".")] + body
        // The comparison takes as long for a wrong code as for a right one.
        guard codes.contains(where: { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: signed, using: key) }) else {
            throw Self.notGenuine("its signature is not by the webhook secret that is set")
        }
        guard abs(now.milliseconds / 1000 - seconds) <= tolerance else {
            throw Self.notGenuine("it was signed more than \(tolerance) seconds before or after now; if all are, check the clock")
        }
    }

    static func notGenuine(_ reason: String) -> PaymentFailure {
        PaymentFailure(.notGenuine, "A webhook of the payment provider was refused: \(reason).")
    }

    private static func bytes(hex text: String) -> [UInt8]? {
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text {
            guard let digit = character.hexDigitValue, character.isASCII else { return nil }
            if let first = high { bytes.append(first << 4 | UInt8(digit)) }
            high = high == nil ? UInt8(digit) : nil
        }
        return bytes
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
