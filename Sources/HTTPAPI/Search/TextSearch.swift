import Values

/// Looks for a text in values, whatever the case of its letters.
struct TextSearch {
    private let text: String

    init(_ text: String) { self.text = text.lowercased() }

    func holds(_ candidate: String) -> Bool { candidate.lowercased().contains(text) }

    /// The first value, or name of a field, that holds it, cut short; `nil`: none does.
    func excerpt(of value: Value) -> String? {
        switch value {
        case .text(let text): return holds(text) ? around(text) : nil
        case .number(let number): return holds(number.description) ? number.description : nil
        case .array(let items): return items.lazy.compactMap(excerpt).first
        case .collection(let fields):
            for (name, value) in fields { if let found = excerpt(of: value) ?? (holds(name) ? name : nil) { return found } }
            return nil
        default: return nil
        }
    }

    private func around(_ candidate: String) -> String {
        let lowered = candidate.lowercased()
        guard candidate.count > 200, let range = lowered.ranges(of: text).first else { return String(candidate.prefix(200)) }
        let start = lowered.distance(from: lowered.startIndex, to: range.lowerBound)
        return "…" + String(candidate.dropFirst(max(0, start - 80)).prefix(200))
    }
}
