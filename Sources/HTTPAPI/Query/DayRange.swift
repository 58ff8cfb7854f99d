import Engine
import Ledger
import Values

/// `from` and `to` of a list: instants as they are, or days of the organization's zone, of which the last is included.
struct DayRange {
    let from: Timestamp?
    let to: Timestamp?

    init(_ query: QueryItems, _ clock: OrganizationClock) throws {
        from = try Self.bound(query, "from") { Timestamp(milliseconds: clock.span(of: $0).lowerBound) }
        to = try Self.bound(query, "to") { Timestamp(milliseconds: clock.span(of: $0).upperBound) }
        if let from, let to, to <= from { throw Problem.invalid("to", "'to' must not be before 'from'.") }
    }

    private static func bound(_ query: QueryItems, _ name: String, _ instant: (LocalDay) -> Timestamp) throws -> Timestamp? {
        if let day = query[name].flatMap(LocalDay.init(parsing:)) { return instant(day) }
        return try query.instant(name)
    }
}

extension QueryItems {
    /// A day such as `2026-11-22`.
    func day(_ name: String) throws -> LocalDay? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let day = LocalDay(parsing: text) else { throw Problem.invalid(name, "'\(name)' must be a day such as 2026-11-22.") }
        return day
    }

    /// One or more words: by comma, or as a list.
    func words(_ name: String) -> [String] {
        list(name).flatMap { $0.split(separator: ",").map { String($0).trimmed } }.filter { !$0.isEmpty }
    }

    /// Words of a closed list.
    func kinds<Kind: RawRepresentable & CaseIterable>(_ name: String, of kind: Kind.Type = Kind.self) throws -> [Kind]
    where Kind.RawValue == String {
        try words(name).map { word in
            guard let kind = Kind(rawValue: word) else {
                throw Problem.invalid(name, "'\(name)' must be one of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return kind
        }
    }
}
