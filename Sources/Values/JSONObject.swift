/// The members of a JSON object in the order in which they were written, repeated keys included.
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSON

        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    package var members: [Member]

    package init() { members = [] }

    package init(_ members: [(String, JSON)]) { self.members = members.map { Member(key: $0.0, value: $0.1) } }

    package init(members: [Member]) { self.members = members }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// Of a repeated key the last counts, as in JavaScript. Setting replaces it where it stands or appends; `nil` removes every one.
    package subscript(key: String) -> JSON? {
        get { members.last { $0.key == key }?.value }
        set {
            guard let newValue else { return members.removeAll { $0.key == key } }
            if let position = members.lastIndex(where: { $0.key == key }) {
                members[position].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }
}

extension JSONObject: Sequence {
    package struct Iterator: IteratorProtocol {
        var base: IndexingIterator<[Member]>

        package mutating func next() -> (key: String, value: JSON)? { base.next().map { ($0.key, $0.value) } }
    }

    package var underestimatedCount: Int { members.count }

    package func makeIterator() -> Iterator { Iterator(base: members.makeIterator()) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
