/// By what an event is known again when it is delivered twice: its number at whoever sent it.
package struct EventKey: Hashable, Comparable, Sendable {
    package let source: String
    package let id: String

    package init(_ id: String, source: String = "") {
        self.source = source
        self.id = id
    }

    package static func < (left: EventKey, right: EventKey) -> Bool { (left.source, left.id) < (right.source, right.id) }
}

extension EventKey: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral id: String) { self.init(id) }

    package var description: String { source.isEmpty ? id : "\(source)/\(id)" }
}
