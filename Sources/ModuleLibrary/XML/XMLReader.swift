/// Reads a document's elements and texts, one after the other, and checks that it is well-formed. Nothing is fetched and nothing expanded:
/// a document type is skipped, and entities that it declares stay unknown.
struct XMLReader {
    enum Event: Equatable {
        case open(name: String, attributes: [(name: String, value: String)])
        /// Text or a CDATA section; one text may come in several parts.
        case text(String, isLiteral: Bool)
        case close(name: String)

        static func == (left: Event, right: Event) -> Bool {
            switch (left, right) {
            case (.open(let a, let b), .open(let c, let d)): a == c && b.elementsEqual(d) { $0 == $1 }
            case (.text(let a, let b), .text(let c, let d)): a == c && b == d
            case (.close(let a), .close(let b)): a == b
            default: false
            }
        }
    }

    let bytes: [UInt8]
    var position = 0
    private var open: [String] = []
    private var hasRoot = false
    private var nodes = 0
    /// The end of an element that was closed in its own tag.
    private var pendingClose: String?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// `nil` at the document's end.
    mutating func next() throws(XMLProblem) -> Event? {
        if let name = pendingClose {
            pendingClose = nil
            return .close(name: name)
        }
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                if let text = try text() { return text }
            } else if starts("<!--") {
                try skip(past: "-->", "a comment")
            } else if starts("<![CDATA[") {
                return try literal()
            } else if starts("<?") {
                try skip(past: "?>", "a processing instruction")
            } else if starts("<!") {
                try skipDocumentType()
            } else if starts("</") {
                return try closing()
            } else {
                return try opening()
            }
        }
        if let name = open.last { throw problem("the element <\(name)> has no end") }
        guard hasRoot else { throw problem("there is no element") }
        return nil
    }

    private mutating func text() throws(XMLProblem) -> Event? {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let part = bytes[start..<position]
        guard !open.isEmpty else {
            guard part.allSatisfy(Self.isSpace) else {
                position = part.firstIndex { !Self.isSpace($0) } ?? start
                throw problem("there is text outside of the document's element")
            }
            return nil
        }
        return .text(try decoded(part, isAttribute: false), isLiteral: false)
    }

    private mutating func literal() throws(XMLProblem) -> Event {
        guard !open.isEmpty else { throw problem("there is text outside of the document's element") }
        let start = position + 9
        try skip(past: "]]>", "a CDATA section")
        return .text(try decoded(bytes[start..<position - 3], isLiteral: true), isLiteral: true)
    }

    private mutating func opening() throws(XMLProblem) -> Event {
        guard !open.isEmpty || !hasRoot else { throw problem("there is a second element at the document's top") }
        hasRoot = true
        position += 1
        let name = try name()
        var attributes: [(name: String, value: String)] = []
        while true {
            let hadSpace = skipSpace()
            if takes("/>") {
                pendingClose = name
                break
            }
            if takes(">") {
                guard open.count < XMLLimits.depth else {
                    throw problem("elements are nested deeper than \(XMLLimits.depth) levels", bound: "xml.depth")
                }
                open.append(name)
                break
            }
            guard hadSpace else { throw problem("the tag <\(name)> is not complete") }
            let attribute = try attribute()
            guard !attributes.contains(where: { $0.name == attribute.name }) else {
                throw problem("the attribute '\(attribute.name)' stands there twice")
            }
            attributes.append(attribute)
            guard attributes.count <= 250 else { throw problem("an element has more than 250 attributes", bound: "xml.attributes") }
        }
        nodes += 1 + attributes.count
        guard nodes <= XMLLimits.nodes else {
            throw problem("there are more than \(XMLLimits.nodes) elements and attributes", bound: "xml.nodes")
        }
        return .open(name: name, attributes: attributes)
    }

    private mutating func attribute() throws(XMLProblem) -> (name: String, value: String) {
        let name = try name()
        skipSpace()
        guard takes("=") else { throw problem("the attribute '\(name)' has no value") }
        skipSpace()
        guard position < bytes.count, "\"'".utf8.contains(bytes[position]) else {
            throw problem("the value of '\(name)' is not in quotes")
        }
        let quote = bytes[position]
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != quote {
            guard bytes[position] != UInt8(ascii: "<") else { throw problem("the value of '\(name)' holds a <; write &lt;") }
            position += 1
        }
        guard position < bytes.count else { throw problem("the value of '\(name)' has no end") }
        let value = try decoded(bytes[start..<position], isAttribute: true)
        position += 1
        return (name, value)
    }

    private mutating func closing() throws(XMLProblem) -> Event {
        let start = position
        position += 2
        let name = try name()
        skipSpace()
        guard takes(">") else { throw problem("the tag </\(name)> is not complete") }
        guard open.last == name else {
            position = start
            throw problem(open.last.map { "</\(name)> stands where </\($0)> should" } ?? "</\(name)> ends nothing")
        }
        open.removeLast()
        return .close(name: name)
    }
}
