import Foundation

extension BoundedPattern {
    /// Puts `replacement` in the place of the first match, or of all. `$1`, `$<name>`, `$&` and `$$` mean what they mean in JavaScript.
    package func replacing(in text: String, with replacement: String, all: Bool) throws(PatternError) -> String {
        let matches = try matches(in: text, first: !all)
        guard !matches.isEmpty else { return text }
        let whole = text as NSString
        var result = ""
        var position = 0
        for match in matches {
            result += whole.substring(with: NSRange(location: position, length: match.range.lowerBound - position))
            append(replacement, for: match, to: &result)
            position = match.range.upperBound
        }
        return result + whole.substring(from: position)
    }

    private func append(_ replacement: String, for match: Match, to result: inout String) {
        var rest = Substring(replacement)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            guard let next = rest.first else {
                result += "$"
                break
            }
            if next == "$" {
                result += "$"
                rest.removeFirst()
            } else if next == "&" {
                result += match.whole
                rest.removeFirst()
            } else if let (group, length) = group(rest, of: match) {
                result += group
                rest.removeFirst(length)
            } else {
                result += "$"
            }
        }
        result += rest
    }

    /// The text of the group that `rest` begins to name, and how many characters name it.
    private func group(_ rest: Substring, of match: Match) -> (String, Int)? {
        if rest.first == "<", let end = rest.firstIndex(of: ">") {
            let name = rest[rest.index(after: rest.startIndex)..<end]
            guard let index = groupNames.firstIndex(where: { $0.map { $0[...] == name } ?? false }) else { return nil }
            return (match.groups[index + 1] ?? "", name.count + 2)
        }
        let digits = rest.prefix(2).prefix { $0.isASCII && $0.isNumber }
        for length in stride(from: digits.count, to: 0, by: -1) {
            if let number = Int(digits.prefix(length)), number >= 1, number < match.groups.count {
                return (match.groups[number] ?? "", length)
            }
        }
        return nil
    }
}
