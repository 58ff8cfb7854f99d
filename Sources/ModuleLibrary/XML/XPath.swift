/// A query, as far as it is known here: paths of children, descendants, parents, attributes and texts, with conditions.
struct XPath {
    struct Malformed: Error, Hashable {
        var message: String
    }

    enum Test: Equatable {
        case this
        case parent
        case text
        /// `nil`: any name.
        case element(String?)
        case attribute(String?)
    }

    struct Step {
        /// Behind `//`: at any depth.
        var isDeep: Bool
        var test: Test
        var conditions: [Condition] = []
    }

    struct Path {
        var isAbsolute: Bool
        var steps: [Step]
    }

    indirect enum Condition {
        case position(Int)
        case last
        case exists(Operand)
        case compare(Operand, String, Operand)
        case call(String, Operand, Operand)
        case not(Condition)
        case all([Condition])
        case any([Condition])
    }

    enum Operand {
        case path(Path)
        case text(String)
    }

    var paths: [Path]

    init(_ text: String) throws(Malformed) {
        var reader = XPathReader(text)
        paths = [try reader.path()]
        while reader.takes("|") { paths.append(try reader.path()) }
        try reader.finish()
    }
}
