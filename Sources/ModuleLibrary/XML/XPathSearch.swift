/// Carries a query out. Its work is counted, as conditions may look at all of a document for each part of it.
struct XPathSearch {
    enum Match: Hashable {
        case element(Int)
        case attribute(Int, Int)
        case text(Int)
    }

    struct TooMuch: Error {}

    let tree: XMLTree
    private var steps = 0
    /// `xml.steps`
    static let maximumSteps = 2_000_000

    init(_ tree: XMLTree) { self.tree = tree }

    /// In the order of the document; each once.
    mutating func matches(_ query: XPath) throws(TooMuch) -> [Match] {
        var found: [Match] = []
        for path in query.paths { found += try matches(path, from: 0) }
        return Self.distinct(found).sorted { Self.place($0) < Self.place($1) }
    }

    private static func place(_ match: Match) -> (Int, Int) {
        switch match {
        case .element(let index): (index, -1)
        case .attribute(let index, let position): (index, position)
        case .text(let index): (index, Int.max)
        }
    }

    private static func distinct(_ matches: [Match]) -> [Match] {
        var seen: Set<Match> = []
        return matches.filter { seen.insert($0).inserted }
    }

    private mutating func matches(_ path: XPath.Path, from start: Int) throws(TooMuch) -> [Match] {
        var current: [Match] = [.element(path.isAbsolute ? 0 : start)]
        for step in path.steps {
            var next: [Match] = []
            for case .element(let index) in current {
                let from = step.isDeep ? Array(index..<tree.elements[index].end) : [index]
                for origin in from { next += try matches(step, from: origin) }
            }
            // `.` of a text or an attribute is itself.
            if step.test == .this, !step.isDeep { next += current.filter { if case .element = $0 { false } else { true } } }
            current = Self.distinct(next)
        }
        return current
    }

    private mutating func matches(_ step: XPath.Step, from index: Int) throws(TooMuch) -> [Match] {
        let element = tree.elements[index]
        var found: [Match]
        switch step.test {
        case .this: found = [.element(index)]
        case .parent: found = element.parent.map { [.element($0)] } ?? []
        case .text: found = element.texts.allSatisfy { $0.utf8.allSatisfy(XMLReader.isSpace) } ? [] : [.text(index)]
        case .element(let name): found = element.elements.filter { name == nil || tree.elements[$0].name == name }.map(Match.element)
        case .attribute(let name):
            found = element.attributes.indices.filter { name == nil || element.attributes[$0].name == name }.map { .attribute(index, $0) }
        }
        try count(1 + element.elements.count)
        for condition in step.conditions {
            var kept: [Match] = []
            for (position, match) in found.enumerated() {
                if try holds(condition, match, position: position + 1, of: found.count) { kept.append(match) }
            }
            found = kept
        }
        return found
    }

    private mutating func count(_ more: Int) throws(TooMuch) {
        steps += more
        if steps > Self.maximumSteps { throw TooMuch() }
    }

    private mutating func holds(_ condition: XPath.Condition, _ match: Match, position: Int, of count: Int) throws(TooMuch) -> Bool {
        switch condition {
        case .position(let wanted): return position == wanted
        case .last: return position == count
        case .exists(let operand): return try !texts(operand, match).isEmpty
        case .not(let inner): return try !holds(inner, match, position: position, of: count)
        case .all(let parts):
            for part in parts { if try !holds(part, match, position: position, of: count) { return false } }
            return true
        case .any(let parts):
            for part in parts { if try holds(part, match, position: position, of: count) { return true } }
            return false
        case .compare(let left, let sign, let right):
            let (left, right) = (try texts(left, match), try texts(right, match))
            return left.contains { left in right.contains { Self.compare(left, sign, $0) } }
        case .call(let name, let left, let right):
            let (text, part) = (try texts(left, match).first ?? "", try texts(right, match).first ?? "")
            return name == "contains" ? part.isEmpty || text.contains(part) : text.hasPrefix(part)
        }
    }

    private static func compare(_ left: String, _ sign: String, _ right: String) -> Bool {
        if sign == "=" || sign == "!=" {
            let areEqual = left == right || Double(left).map { $0 == Double(right) } ?? false
            return areEqual == (sign == "=")
        }
        guard let left = Double(left.trimmingWhitespace), let right = Double(right.trimmingWhitespace) else { return false }
        switch sign {
        case "<": return left < right
        case "<=": return left <= right
        case ">": return left > right
        default: return left >= right
        }
    }

    private mutating func texts(_ operand: XPath.Operand, _ match: Match) throws(TooMuch) -> [String] {
        switch operand {
        case .text(let text): return [text]
        case .path(let path):
            guard case .element(let index) = match else {
                return path.steps.count == 1 && path.steps[0].test == .this ? [text(of: match)] : []
            }
            let found = try matches(path, from: index)
            var texts: [String] = []
            for match in found {
                if case .element(let index) = match { try count(tree.elements[index].end - index) }
                texts.append(text(of: match))
            }
            return texts
        }
    }

    func text(of match: Match) -> String {
        switch match {
        case .element(let index): tree.text(of: index)
        case .attribute(let index, let position): tree.elements[index].attributes[position].value
        case .text(let index): tree.elements[index].texts.joined()
        }
    }
}
