import Ledger
import Stores
import Values

/// What can be a member of an answer.
protocol Wire {
    var wire: JSON { get }
}

/// An object of an answer: its members are sorted by name, so that two answers can be compared.
///
/// What is kept as it was written (a blueprint) goes in as ``JSON`` and is not touched.
struct Record: Wire, ExpressibleByDictionaryLiteral {
    var members: [(name: String, value: JSON)]

    init(dictionaryLiteral elements: (String, (any Wire)?)...) { members = elements.map { ($0.0, $0.1?.wire ?? .null) } }

    /// The members of an object that is JSON already.
    init(_ json: JSON) { members = (json.asObject ?? JSONObject()).members.map { ($0.key, $0.value) } }

    var wire: JSON { .object(JSONObject(members.sorted { $0.name < $1.name })) }

    subscript(name: String) -> (any Wire)? {
        get { members.first { $0.name == name }?.value }
        set {
            members.removeAll { $0.name == name }
            if let newValue { members.append((name, newValue.wire)) }
        }
    }

    /// These members only, where `names` says so (`cols[]`).
    func only(_ columns: Columns) -> Record {
        var record = self
        record.members.removeAll { !columns.contains($0.name) }
        return record
    }
}

extension JSON: Wire {
    var wire: JSON { self }
}

extension Value: Wire {
    var wire: JSON { json }
}

extension String: Wire {
    var wire: JSON { .string(self) }
}

extension Bool: Wire {
    var wire: JSON { .boolean(self) }
}

extension Int: Wire {
    var wire: JSON { .number("\(self)") }
}

extension Int64: Wire {
    var wire: JSON { .number("\(self)") }
}

extension Credits: Wire {
    var wire: JSON { .number("\(centicredits)") }
}

extension Timestamp: Wire {
    var wire: JSON { .string(iso8601) }
}

extension Identifier: Wire {
    var wire: JSON { rawValue.wire }
}

extension RunID: Wire {
    var wire: JSON { .string(rawValue) }
}

extension Array: Wire where Element: Wire {
    var wire: JSON { .array(map(\.wire)) }
}
