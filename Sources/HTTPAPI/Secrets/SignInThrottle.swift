import Synchronization
import Values

/// Slows guessing of passwords: so many failures of one name, then a pause. Remembers a bounded number of names.
final class SignInThrottle: Sendable {
    private struct Failures {
        var count: Int
        var first: Timestamp
    }

    private let failures = Mutex<[String: Failures]>([:])
    private let allowed: Int
    private let pause: Int64
    private let most: Int

    init(allowed: Int, pauseMilliseconds: Int64 = 15 * 60_000, most: Int = 10_000) {
        self.allowed = allowed
        pause = pauseMilliseconds
        self.most = most
    }

    /// Throws where the name has failed too often of late.
    func check(_ name: String, at now: Timestamp) throws {
        guard let known = failures.withLock({ $0[name] }), known.count >= allowed else { return }
        let until = known.first.milliseconds + pause
        guard until > now.milliseconds else { return }
        throw Problem.tooManyRequests(retryAfter: (until - now.milliseconds + 999) / 1_000)
    }

    func failed(_ name: String, at now: Timestamp) {
        failures.withLock { failures in
            let before = failures[name].flatMap { now.milliseconds - $0.first.milliseconds < pause ? $0 : nil }
            failures[name] = Failures(count: (before?.count ?? 0) + 1, first: before?.first ?? now)
            forget(&failures, at: now)
        }
    }

    func succeeded(_ name: String) { failures.withLock { $0[name] = nil } }

    private func forget(_ failures: inout [String: Failures], at now: Timestamp) {
        guard failures.count > most else { return }
        failures = failures.filter { now.milliseconds - $0.value.first.milliseconds < pause }
        // Still too many: the oldest half goes, so that a flood of names costs no memory and little time.
        guard failures.count > most else { return }
        let kept = failures.sorted { $0.value.first > $1.value.first }.prefix(most / 2)
        failures = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
