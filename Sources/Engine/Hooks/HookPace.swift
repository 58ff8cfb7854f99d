import Stores
import Synchronization
import Values

/// Holds each webhook to a number of deliveries in a stretch of time.
final class HookPace: Sendable {
    private struct Window {
        var start: Int64
        var deliveries: Int
    }

    private let windows = Mutex<[Hook.ID: Window]>([:])
    /// Webhooks that are remembered at most.
    private static let most = 10_000

    /// - Returns: `nil`, or in how many seconds the next delivery may come.
    func wait(for hook: Hook.ID, limit: Int, within milliseconds: Int64, at now: Timestamp) -> Int64? {
        let now = now.milliseconds
        return windows.withLock { windows in
            if windows.count > Self.most { windows = windows.filter { now - $0.value.start < milliseconds } }
            var window = windows[hook].flatMap { now - $0.start < milliseconds ? $0 : nil } ?? Window(start: now, deliveries: 0)
            window.deliveries += 1
            windows[hook] = window
            return window.deliveries > limit ? (window.start + milliseconds - now + 999) / 1_000 : nil
        }
    }
}
