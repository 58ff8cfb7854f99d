/// Per cents of a whole at which somebody wants to be told.
package struct Thresholds: Hashable, Sendable {
    /// In rising order, each once, 1 to 1,000.
    package let percents: [Int64]

    package static let standard = Thresholds([75, 90, 100])
    /// How many there may be, and how high.
    package static let limit = 10
    package static let highest: Int64 = 1_000

    package init(_ percents: [Int64]) {
        self.percents = Set(percents.filter { (1...Self.highest).contains($0) }).sorted().suffix(Self.limit)
    }

    /// Those that a use of `used` has reached.
    package func reached(by used: Int64, of whole: Int64) -> [Int64] {
        guard whole > 0 else { return used > 0 ? percents : [] }
        return percents.filter { Int128(used) * 100 >= Int128(whole) * Int128($0) }
    }

    /// Those that are reached now and were not before.
    package func crossed(from before: Int64, to after: Int64, of whole: Int64) -> [Int64] {
        let known = Set(reached(by: before, of: whole))
        return reached(by: after, of: whole).filter { !known.contains($0) }
    }
}

extension Thresholds: CustomStringConvertible {
    /// `75,90,100`, as it is kept.
    package var description: String { percents.map { "\($0)" }.joined(separator: ",") }

    package init(parsing text: String) { self.init(text.split(separator: ",").compactMap { Int64($0) }) }
}
