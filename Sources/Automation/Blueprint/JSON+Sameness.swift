import Values

extension JSON {
    /// Equal as a browser sees it: key order, spelling of numbers and what a double can't hold make no difference.
    func isSame(as other: JSON) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): left == right || Self.isSame(left, right)
        // Not `==`, for which differently composed characters are equal.
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)): Self.isSame(left, right)
        default: self == other
        }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        guard let left = Double(left), let right = Double(right), left.isFinite else { return false }
        return left == right
    }

    private static func isSame(_ left: JSONObject, _ right: JSONObject) -> Bool {
        let left = MemberIndex(left)
        let right = MemberIndex(right)
        return left.count == right.count && left.allSatisfy { key, value in right[key].map { value.isSame(as: $0) } ?? false }
    }
}

/// Members by key, the last one of each; found fast in objects of any size.
struct MemberIndex: Sequence {
    private var values: [String: JSON] = [:]

    init(_ object: JSONObject) {
        values.reserveCapacity(object.members.count)
        for member in object.members { values[member.key] = member.value }
    }

    var count: Int { values.count }
    subscript(key: String) -> JSON? { values[key] }
    func makeIterator() -> Dictionary<String, JSON>.Iterator { values.makeIterator() }
}
