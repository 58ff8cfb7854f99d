import Values

/// A document whose elements know what they are within.
struct XMLTree {
    struct Element {
        var name: String
        var attributes: [(name: String, value: String)]
        var parent: Int?
        var elements: [Int] = []
        var texts: [String] = []
        /// Where its source ends among all elements: those within it are from its own number up to this one.
        var end = 0
    }

    /// The first is the document itself, around its element.
    private(set) var elements = [Element(name: "", attributes: [], parent: nil)]

    init(_ bytes: [UInt8]) throws(XMLProblem) {
        var reader = XMLReader(bytes)
        var open = [0]
        while let event = try reader.next() {
            let parent = open[open.count - 1]
            switch event {
            case .open(let name, let attributes):
                elements[parent].elements.append(elements.count)
                open.append(elements.count)
                elements.append(Element(name: name, attributes: attributes, parent: parent))
            case .text(let text, _): elements[parent].texts.append(text)
            case .close:
                open.removeLast()
                elements[parent].end = elements.count
            }
        }
        elements[0].end = elements.count
    }

    /// All text within an element; that of its own comes first.
    func text(of index: Int) -> String { (index..<elements[index].end).map { elements[$0].texts.joined() }.joined() }

    /// As ``XMLValue`` has it, without numbers.
    func value(of index: Int) -> Value {
        let element = elements[index]
        let own = element.texts.joined()
        let isBlank = own.utf8.allSatisfy(XMLReader.isSpace)
        if element.attributes.isEmpty, element.elements.isEmpty { return .text(isBlank ? "" : own) }
        var fields = Fields()
        if !element.attributes.isEmpty {
            fields["_attributes"] = .collection(Fields(element.attributes.map { ($0.name, .text($0.value)) }))
        }
        var values: [String: [Value]] = [:]
        for child in element.elements { values[elements[child].name, default: []].append(value(of: child)) }
        for child in element.elements {
            if let all = values.removeValue(forKey: elements[child].name) { fields[elements[child].name] = .array(all) }
        }
        if !isBlank { fields["_value"] = .text(own.trimmingWhitespace) }
        return .collection(fields)
    }
}
