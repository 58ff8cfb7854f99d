import Automation
import Hummingbird
import Values

/// The query of an address. Names may carry brackets, raw or percent-encoded, and lists come as `key[]=a&key[]=b`, `key[0]=a` or `key=a&key=b`:
/// existing clients send all of these.
struct QueryItems {
    private let items: [(name: String, value: String)]

    init(_ request: Request) { self.init(request.uri.query ?? "") }

    init(_ query: String) {
        items = FormFields.items(of: query.utf8)
    }

    /// The last value of a name.
    subscript(name: String) -> String? { items.last { $0.name == name }?.value }

    /// Every value of a name, however the list is written.
    func list(_ name: String) -> [String] {
        items.filter { $0.name == name || $0.name.hasPrefix("\(name)[") && $0.name.hasSuffix("]") }.map(\.value)
    }

    /// `pg[limit]`: a member of an object.
    subscript(object: String, member: String) -> String? { self["\(object)[\(member)]"] }

    var all: [(name: String, value: String)] { items }

    func integer(_ name: String) throws -> Int64? { try self[name].map { try Self.integer($0, name) } }

    func flag(_ name: String) -> Bool { self[name].map { $0 == "true" || $0 == "1" } ?? false }

    func instant(_ name: String) throws -> Timestamp? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let instant = Timestamp(lenient: text) else {
            throw Problem.invalid(name, "'\(name)' must be a time in milliseconds or in ISO 8601.")
        }
        return instant
    }

    static func integer(_ text: String, _ name: String) throws -> Int64 {
        guard let integer = Int64(text) else { throw Problem.invalid(name, "'\(name)' must be a whole number.") }
        return integer
    }
}
