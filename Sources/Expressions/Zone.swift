import Foundation
import Synchronization
import Values

/// A time zone by its IANA name, looked up once.
final class Zone: Sendable {
    private let zone: TimeZone?

    static let utc = Zone(nil)
    private static let known = Mutex<[String: Zone]>([:])
    /// There are about 600 names; a text that is none is never kept.
    private static let maxKnown = 1000

    private init(_ zone: TimeZone?) { self.zone = zone }

    /// UTC where the name is none.
    static func named(_ name: String) -> Zone { find(name) ?? utc }

    static func find(_ name: String) -> Zone? {
        if name == "UTC" || name == "Etc/UTC" || name == "GMT" { return utc }
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard name.utf8.count <= 64, let found = TimeZone(identifier: name) else { return nil }
        let zone = Zone(found)
        known.withLock { if $0.count < maxKnown { $0[name] = zone } }
        return zone
    }

    /// Seconds east of Greenwich.
    func offset(at instant: Timestamp) -> Int {
        guard let zone else { return 0 }
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }

    func abbreviation(at instant: Timestamp) -> String {
        zone?.abbreviation(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)) ?? "UTC"
    }

    /// The instant at which clocks show `milliseconds` since 1970, read as if they were UTC. A time that a change of clocks skips moves
    /// forward; of one that occurs twice the first is meant.
    func instant(ofLocal milliseconds: Int64) -> Timestamp {
        guard zone != nil else { return Timestamp(milliseconds: milliseconds) }
        // The offsets a day before and after are the only ones that can apply, as zones don't change twice in so short a time.
        let before = Int64(offset(at: Timestamp(milliseconds: milliseconds - 86_400_000))) * 1000
        let after = Int64(offset(at: Timestamp(milliseconds: milliseconds + 86_400_000))) * 1000
        for candidate in [before, after] {
            let instant = Timestamp(milliseconds: milliseconds - candidate)
            if Int64(offset(at: instant)) * 1000 == candidate { return instant }
        }
        return Timestamp(milliseconds: milliseconds - before)
    }
}

/// What the clock and the calendar on a wall show.
struct LocalTime {
    var date: CivilDate
    /// Since midnight, as the clock counts.
    var milliseconds: Int

    init(date: CivilDate, milliseconds: Int = 0) {
        self.date = date
        self.milliseconds = milliseconds
    }

    init(_ instant: Timestamp, in zone: Zone) {
        let (days, rest) = (instant.milliseconds + Int64(zone.offset(at: instant)) * 1000).flooredDivision(by: 86_400_000)
        date = CivilDate(daysSince1970: Int(days))
        milliseconds = Int(rest)
    }

    var hour: Int { milliseconds / 3_600_000 }
    var minute: Int { milliseconds / 60_000 % 60 }
    var second: Int { milliseconds / 1000 % 60 }
    var millisecond: Int { milliseconds % 1000 }

    /// 0 is Sunday.
    var weekday: Int { ((date.daysSince1970 + 4) % 7 + 7) % 7 }

    var dayOfYear: Int { date.daysSince1970 - CivilDate(year: date.year, month: 1, day: 1).daysSince1970 + 1 }

    func instant(in zone: Zone) -> Timestamp {
        zone.instant(ofLocal: Int64(date.daysSince1970) * 86_400_000 + Int64(milliseconds))
    }

    mutating func add(days: Int) { date = CivilDate(daysSince1970: date.daysSince1970 + days) }

    /// The day is kept where the month has it, and is the month's last where not.
    mutating func add(months: Int) {
        let total = date.year * 12 + date.month - 1 + months
        let year = total >= 0 ? total / 12 : (total - 11) / 12
        let month = total - year * 12 + 1
        date = CivilDate(year: year, month: month, day: min(date.day, CivilDate.daysInMonth(month, of: year)))
    }
}

/// Years that dates are kept to, so that no sum overflows; as far as JavaScript's dates reach.
enum DateRange {
    static let maxMilliseconds: Int64 = 8_640_000_000_000_000

    static func check(_ instant: Timestamp) throws(EvaluationError) -> Timestamp {
        guard instant.milliseconds.magnitude > UInt64(maxMilliseconds) else { return instant }
        throw .data("The date is too far from today.")
    }
}
