package import Ledger

extension Credits {
    /// With commas between thousands, for sentences: `5,000`, `-12,345.5`.
    package var grouped: String {
        let parts = description.split(separator: ".", maxSplits: 1)
        var (digits, grouped) = (Array(parts[0].drop { $0 == "-" }), "")
        while digits.count > 3 {
            grouped = ",\(String(digits.suffix(3)))\(grouped)"
            digits.removeLast(3)
        }
        return "\(self < .zero ? "-" : "")\(String(digits))\(grouped)\(parts.count > 1 ? ".\(parts[1])" : "")"
    }
}

extension Lot.Kind {
    /// As the API writes it.
    package var word: String { String(describing: self) }

    package init?(word: String) {
        guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = kind
    }
}
