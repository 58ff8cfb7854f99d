import Ledger

extension Schedule: CustomStringConvertible {
    /// For people: `every 15 minutes`, `weekly on Mon, Wed at 09:30`.
    package var description: String {
        switch timing {
        case .immediately: "at once, for each delivery"
        case .onDemand: "on demand"
        case .interval(let milliseconds): "every \(Self.span(milliseconds / 1_000))\(limits)"
        case .once(.instant): "once"
        case .once(.local(let time)): "once, on \(time.day) at \(Self.clock(time.millisecondOfDay))"
        case .days(.every, let time): "daily at \(Self.clock(time))\(limits)"
        case .days(.weekdays(let days), let time):
            "weekly on \(days.sorted().map { Self.weekdays[$0 - 1] }.joined(separator: ", ")) at \(Self.clock(time))\(limits)"
        case .days(.ofMonths(let months, let days), let time):
            "\(months.count == 12 ? "monthly" : "in months \(Self.list(months))") on \(Self.list(days)) at \(Self.clock(time))\(limits)"
        }
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private var limits: String { restrictions.isEmpty ? "" : ", within the hours allowed" }

    private static func list(_ numbers: Set<Int>) -> String { numbers.sorted().map(String.init).joined(separator: ", ") }

    private static func span(_ seconds: Int64) -> String {
        for (unit, size) in [("day", 86_400), ("hour", 3_600), ("minute", 60)] as [(String, Int64)] where seconds % size == 0 {
            return seconds == size ? unit : "\(seconds / size) \(unit)s"
        }
        return seconds == 1 ? "second" : "\(seconds) seconds"
    }

    private static func clock(_ milliseconds: Int64) -> String {
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = milliseconds / 1_000 % 60
        return padded(milliseconds / 3_600_000) + ":" + padded(milliseconds / 60_000 % 60) + (seconds == 0 ? "" : ":" + padded(seconds))
    }
}
