/// The fields of a collection, in order; each name once.
package struct Fields: Sendable {
    package struct Entry: Hashable, Sendable {
        package var key: String
        package var value: Value
    }

    package private(set) var entries: [Entry]
    /// Where each name stands. Below `indexedFrom` entries comparing one by one is faster than hashing, and nothing has to be built.
    private var positions: [String: Int]?

    private static let indexedFrom = 64

    package init() { entries = [] }

    package init(_ pairs: some Sequence<(String, Value)>) {
        entries = []
        entries.reserveCapacity(pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    /// Of entries whose names are known to differ.
    init(distinct entries: [Entry]) {
        self.entries = entries
        if entries.count >= Self.indexedFrom { buildIndex() }
    }

    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }
    package var keys: [String] { entries.map(\.key) }
    package var values: [Value] { entries.map(\.value) }

    package mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    /// Setting replaces the value where it stands, or appends; `nil` removes the field.
    package subscript(key: String) -> Value? {
        get { position(of: key).map { entries[$0].value } }
        set {
            guard let newValue else { return remove(key) }
            if let position = position(of: key) {
                entries[position].value = newValue
            } else {
                entries.append(Entry(key: key, value: newValue))
                positions?[key] = entries.count - 1
                if positions == nil, entries.count >= Self.indexedFrom { buildIndex() }
            }
        }
    }

    private func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        for position in entries.indices where entries[position].key == key { return position }
        return nil
    }

    private mutating func remove(_ key: String) {
        guard let position = position(of: key) else { return }
        entries.remove(at: position)
        positions = nil
        if entries.count >= Self.indexedFrom { buildIndex() }
    }

    private mutating func buildIndex() {
        var built: [String: Int] = Dictionary(minimumCapacity: entries.count * 2)
        for (position, entry) in entries.enumerated() { built[entry.key] = position }
        positions = built
    }
}

extension Fields: Hashable {
    package static func == (left: Fields, right: Fields) -> Bool { left.entries == right.entries }
    package func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

extension Fields: Sequence {
    package struct Iterator: IteratorProtocol {
        var base: IndexingIterator<[Entry]>

        package mutating func next() -> (key: String, value: Value)? { base.next().map { ($0.key, $0.value) } }
    }

    package var underestimatedCount: Int { entries.count }

    package func makeIterator() -> Iterator { Iterator(base: entries.makeIterator()) }
}

extension Fields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
