import Expressions
import Foundation
import Values

/// `hours:minutes:seconds`, or the local time of a date.
struct TimeOfDay: Comparable {
    let milliseconds: Int64

    init(_ value: Value, zone: String) throws(EvaluationError) {
        if let text = value.asText, let time = Self.parsed(text) {
            milliseconds = time
        } else {
            let date = try Coercion.date(value, zone: zone)
            let instant = Date(timeIntervalSince1970: Double(date.milliseconds) / 1000)
            let offset = Int64(TimeZone(identifier: zone)?.secondsFromGMT(for: instant) ?? 0) * 1000
            milliseconds = (date.milliseconds + offset).flooredDivision(by: 86_400_000).remainder
        }
    }

    static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.milliseconds < right.milliseconds }

    private static func parsed(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        var seconds: Int64 = 0
        for (part, bound) in zip(parts, [24, 60, 60] as [Int64]) {
            guard part.utf8.count <= 2, let number = Int64(part), number >= 0, number < bound else { return nil }
            seconds = seconds * 60 + number
        }
        return (parts.count == 2 ? seconds * 60 : seconds) * 1000
    }
}
