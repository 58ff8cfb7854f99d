/// When a scheduled scenario is started again whose run failed with what passes by itself, while incomplete executions are off
/// (make-credits.md §1.3).
package enum BackOff {
    package static let minutes: [Int64] = [1, 2, 5, 10, 60, 180, 720, 1_440]

    /// Milliseconds until the attempt after so many; `nil`: there is none.
    package static func milliseconds(after attempts: Int) -> Int64? {
        minutes.indices.contains(attempts) ? minutes[attempts] * 60_000 : nil
    }
}
