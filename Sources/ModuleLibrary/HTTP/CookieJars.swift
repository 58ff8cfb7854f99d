import Synchronization

/// The cookies of each run that shares them between its HTTP modules, for as long as it is at work here: a run that goes on after a
/// restart begins without.
final class CookieJars: Sendable {
    private struct State {
        var jars: [String: CookieJar] = [:]
        /// The run that came first makes room.
        var order: [String] = []
    }

    private static let capacity = 500
    private let state = Mutex(State())

    /// - Parameter key: an operation's idempotency key, which begins with its run.
    func jar(of key: String) -> CookieJar {
        let run = String(key.prefix { $0 != ":" })
        guard !run.isEmpty else { return CookieJar() }
        return state.withLock { state in
            if let jar = state.jars[run] { return jar }
            if state.order.count >= Self.capacity { state.jars[state.order.removeFirst()] = nil }
            let jar = CookieJar()
            state.jars[run] = jar
            state.order.append(run)
            return jar
        }
    }
}
