import Automation
import Values

/// `regexp:HTMLParser`
struct HTMLParser: PureModule {
    let descriptor = ModuleDescriptor(
        name: "regexp:HTMLParser", label: "Get elements from HTML",
        summary: "Finds all links, pictures or frames of a page; a bundle for each.",
        app: .regexp, role: .search, effect: .pure, parameters: [RegExpFields.goOn],
        mapper: [
            FieldDescriptor(
                "elementType", "Element type", "select", required: true, initial: "a",
                options: [.init("img", "Image"), .init("a", "Link"), .init("iframe", "Frame")]),
            HTMLFields.html,
        ],
        output: [
            FieldDescriptor("element", "Element"), FieldDescriptor("innerContent", "Inner content"),
            FieldDescriptor("attrs", "Attributes", "collection", help: "Such as href, src and title."),
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let name = (input.mapper.text("elementType") ?? "a").lowercased()
        var found = HTMLElements(name)
        let tokens = HTMLTokens(try HTMLFields.text(input.mapper["html"]))
        for token in tokens {
            found.take(token)
            guard found.elements.count <= HTMLFields.maximumElements else { throw HTMLFields.tooMany("such elements") }
        }
        found.finish(tokens.bytes.count)
        // Elements within each other show the same text again and again.
        guard found.elements.reduce(0, { $0 + $1.range.count }) <= 2 * HTMLFields.maximumBytes else {
            throw .reached("html.bytes", "The elements have more than \(2 * HTMLFields.maximumBytes) bytes together")
        }
        if found.elements.isEmpty, input.parameters.flag("continueWhenNoRes", false) { return [[:]] }
        return found.elements.map { element in
            [
                "element": .text(tokens.source(element.range)), "innerContent": .text(tokens.source(element.inner)),
                "attrs": .collection(Fields(element.attributes.map { ($0.name, .text($0.value)) })),
            ]
        }
    }
}

/// Where elements of one name begin and end, in the order in which they begin.
private struct HTMLElements {
    struct Element {
        var attributes: [HTMLTokens.Attribute]
        var range: Range<Int>
        var inner: Range<Int>
    }

    private(set) var elements: [Element] = []
    private var open: [Int] = []
    private let name: String

    init(_ name: String) { self.name = name }

    mutating func take(_ token: HTMLTokens.Token) {
        switch token.kind {
        case .open(name, let attributes):
            // A link ends where the next begins.
            if name == "a" { finish(token.range.lowerBound) }
            let end = token.range.upperBound
            elements.append(Element(attributes: attributes, range: token.range, inner: end..<end))
            if !HTMLTokens.voids.contains(name) { open.append(elements.count - 1) }
        case .close(name): if let index = open.popLast() { end(index, inner: token.range.lowerBound, outer: token.range.upperBound) }
        default: break
        }
    }

    mutating func finish(_ position: Int) { while let index = open.popLast() { end(index, inner: position, outer: position) } }

    private mutating func end(_ index: Int, inner: Int, outer: Int) {
        elements[index].range = elements[index].range.lowerBound..<outer
        elements[index].inner = elements[index].inner.lowerBound..<inner
    }
}
