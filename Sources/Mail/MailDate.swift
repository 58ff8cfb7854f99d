import Values

extension Timestamp {
    /// `Sun, 22 Nov 2026 10:00:00 +0000` (RFC 5322 §3.3).
    var mailDate: String {
        let seconds = (milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000
        let second = Int((seconds % 86_400 + 86_400) % 86_400)
        let days = (Int(seconds) - second) / 86_400
        let date = CivilDate(daysSince1970: days)
        // 1970-01-01 was a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7 + 7) % 7]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.month - 1]
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(weekday), \(date.day) \(month) \(date.year) \(time) +0000"
    }
}
