extension PlanLimit {
    /// For a reader: `15 minutes`, `100 MB`, `2`.
    package var text: String {
        switch unit {
        case .count: "\(value)"
        case .milliseconds: duration
        case .bytes: "\(value / 1_000_000) MB"
        }
    }

    private var duration: String {
        let seconds = value / 1_000
        if seconds % 3_600 == 0, seconds > 0 { return counted(seconds / 3_600, "hour") }
        if seconds % 60 == 0, seconds > 0 { return counted(seconds / 60, "minute") }
        return counted(seconds, "second")
    }

    private func counted(_ count: Int64, _ unit: String) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
}
