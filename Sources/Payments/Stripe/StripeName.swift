/// The name of an object at Stripe, such as `pi_3MtwBw`, which becomes a part of a path.
enum StripeName {
    static func isOne(_ text: String, of prefix: String) -> Bool {
        text.hasPrefix(prefix) && text.utf8.count <= 255 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
