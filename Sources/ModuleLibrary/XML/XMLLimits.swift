/// What the XML modules take.
enum XMLLimits {
    /// `xml.bytes`
    static let bytes = 20_000_000
    /// `xml.depth`: elements within each other.
    static let depth = 200
    /// `xml.nodes`: elements and attributes.
    static let nodes = 500_000
}

/// What is not well-formed, and where.
struct XMLProblem: Error, Hashable {
    var message: String
    var line: Int
    var column: Int
    /// The bound that was reached, where that is what is wrong.
    var bound: String?
}
