/// An element of a feed with what is in it.
struct FeedElement {
    var name: String
    var attributes: [FeedReader.Attribute] = []
    /// Of its own and of all within.
    var text = ""
    var children: [FeedElement] = []

    /// Elements of one document.
    static let maximumElements = 200_000

    static func read(_ bytes: [UInt8], charset: String?) throws(FeedReader.Failed) -> FeedElement {
        var reader = try FeedReader(bytes, charset: charset)
        var path: [FeedElement] = []
        var count = 0
        while let event = try reader.next() {
            switch event {
            case .start(let name, let attributes):
                count += 1
                guard count <= maximumElements else {
                    throw FeedReader.Failed(message: "it has more than \(maximumElements) elements", line: 1)
                }
                path.append(FeedElement(name: name, attributes: attributes))
            case .text(let text): path[path.count - 1].text += text
            case .end:
                let element = path.removeLast()
                guard !path.isEmpty else { return element }
                path[path.count - 1].children.append(element)
            }
        }
        throw FeedReader.Failed(message: "it ends too soon", line: 1)
    }

    /// Without the prefix of its namespace.
    var localName: Substring { name.split(separator: ":").last ?? "" }
    var prefix: Substring { name.contains(":") ? name.prefix { $0 != ":" } : "" }

    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    func all(_ name: String) -> [FeedElement] { children.filter { $0.name == name } }

    func first(_ names: String...) -> FeedElement? {
        for name in names { if let found = children.first(where: { $0.name == name }) { return found } }
        return nil
    }

    /// The text of the first child of one of these names that has one.
    func text(_ names: String...) -> String? {
        for name in names {
            for child in children where child.name == name {
                let text = child.wholeText.trimmingWhitespace
                if !text.isEmpty { return text }
            }
        }
        return nil
    }

    /// With that of the elements in it: Atom has XHTML there.
    var wholeText: String {
        guard !children.isEmpty else { return text }
        return children.reduce(text) { $0 + $1.wholeText }
    }
}
