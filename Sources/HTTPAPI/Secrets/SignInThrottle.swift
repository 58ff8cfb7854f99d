import Synchronization
import Values

/// Slows guessing of passwords: so many failures per account and per address, then a pause. Holds a bounded number of both.
final class SignInThrottle: Sendable {
    private struct Failures {
        var count: Int
        var first: Timestamp
    }

    private let failures = Mutex<[String: Failures]>([:])
    private let allowed: Int
    private let pause: Int64
    private let most: Int

    init(allowed: Int = 10, pauseMilliseconds: Int64 = 15 * 60_000, most: Int = 10_000) {
        self.allowed = allowed
        pause = pauseMilliseconds
        self.most = most
    }

    /// Throws where one of the keys has failed too often of late.
    func check(_ keys: [String], at now: Timestamp) throws {
        let until = failures.withLock { failures in
            keys.compactMap { failures[$0] }.filter { $0.count >= allowed }.map { $0.first.milliseconds + pause }.max()
        }
        guard let until, until > now.milliseconds else { return }
        throw Problem.tooManyRequests(retryAfter: (until - now.milliseconds + 999) / 1_000)
    }

    func failed(_ keys: [String], at now: Timestamp) {
        failures.withLock { failures in
            for key in keys {
                let before = failures[key].flatMap { now.milliseconds - $0.first.milliseconds < pause ? $0 : nil }
                failures[key] = Failures(count: (before?.count ?? 0) + 1, first: before?.first ?? now)
            }
            forget(&failures, at: now)
        }
    }

    func succeeded(_ keys: [String]) {
        failures.withLock { failures in for key in keys { failures[key] = nil } }
    }

    private func forget(_ failures: inout [String: Failures], at now: Timestamp) {
        guard failures.count > most else { return }
        failures = failures.filter { now.milliseconds - $0.value.first.milliseconds < pause }
        // Still too many: the oldest half goes, so that a flood of names costs no memory and little time.
        guard failures.count > most else { return }
        let kept = failures.sorted { $0.value.first > $1.value.first }.prefix(most / 2)
        failures = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
