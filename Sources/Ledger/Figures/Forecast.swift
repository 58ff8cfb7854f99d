/// When the credits run out (decision 18), from the days of the last four weeks.
///
/// The level is the median of the days, each freed of its weekday's share, so that one wild day or the weekend does not move it;
/// the trend is the median of the slopes between days that lie a week apart or more. The range takes the rates that a quarter
/// of the days lay below and above.
package enum Forecast: Hashable, Sendable {
    case noLimit
    /// There are not seven days of history yet.
    case tooEarly
    /// The credits last until the reset.
    case lasts
    /// They run out on `day`, and most likely between `earliest` and `latest`; `nil`: not before the reset.
    case ends(day: LocalDay, earliest: LocalDay, latest: LocalDay?)
    case gone

    /// Days of history that are looked at, and that must be there.
    package static let window = 28
    package static let enough = 7

    /// - Parameters:
    ///   - days: credits of each whole day before today, oldest first, days without use among them.
    ///   - left: what is left now; `nil` is no limit.
    ///   - today: the running day; `reset`: the day on which credits are renewed.
    package static func make(days: [Credits], left: Credits?, today: LocalDay, reset: LocalDay) -> Forecast {
        guard let left else { return .noLimit }
        guard left > .zero else { return .gone }
        guard days.count >= enough else { return .tooEarly }
        let pace = Pace(days.suffix(window).map { Double($0.centicredits) }, today: today)
        func end(_ factor: Double) -> LocalDay? {
            var rest = Double(left.centicredits)
            var day = today
            while day < reset {
                rest -= pace.credits(on: day) * factor
                if rest < 0 { return day }
                day = day.adding(days: 1)
            }
            return nil
        }
        guard let day = end(1) else { return .lasts }
        return .ends(day: day, earliest: end(pace.high) ?? day, latest: end(pace.low))
    }
}

/// How many centicredits a day is likely to use. A forecast is no charge: here, and only here, figures may be broken.
private struct Pace {
    private let level: Double
    private let slope: Double
    private let weekdays: [Double]
    private let today: LocalDay
    let low: Double
    let high: Double

    init(_ days: [Double], today: LocalDay) {
        self.today = today
        let dated = days.enumerated().map { (day: today.adding(days: $0.offset - days.count), used: $0.element) }
        let typical = Self.median(days)
        let enoughWeeks = days.count >= 14 && typical > 0
        weekdays = (1...7).map { weekday in
            let same = dated.filter { $0.day.weekday == weekday }.map(\.used)
            return enoughWeeks && !same.isEmpty ? Self.median(same) / typical : 1
        }
        let levels = zip(dated, days).map { [weekdays] day, used in used / max(0.1, weekdays[day.day.weekday - 1]) }
        level = Self.median(levels)
        slope = Self.slope(levels)
        let sorted = levels.sorted()
        low = level > 0 ? min(1, max(0.25, sorted[sorted.count / 4] / level)) : 1
        high = level > 0 ? max(1, min(4, sorted[min(sorted.count - 1, sorted.count * 3 / 4)] / level)) : 1
        middle = Double(days.count) / 2
    }

    private let middle: Double

    func credits(on day: LocalDay) -> Double {
        // A trend goes on for a week beyond what was seen, not for ever.
        let ahead = min(Double(day.number - today.number), 7) + middle
        return max(0, level + slope * ahead) * weekdays[day.weekday - 1]
    }

    /// The median of the slopes between days a week apart or more (Theil and Sen): what most pairs of days agree on.
    private static func slope(_ values: [Double]) -> Double {
        var slopes: [Double] = []
        for first in values.indices {
            for second in values.indices where second - first >= 7 {
                slopes.append((values[second] - values[first]) / Double(second - first))
            }
        }
        return slopes.count >= 21 ? median(slopes) : 0
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
