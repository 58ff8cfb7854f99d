import Dispatch

/// Something that happens once and that a blocked transaction can wait for.
final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func send() { semaphore.signal() }

    /// For closures that run on a database's own queue.
    func wait() { semaphore.wait() }

    /// For tasks: waits on a thread that isn't one of theirs.
    func arrival() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "signal").async {
                self.semaphore.wait()
                continuation.resume()
            }
        }
    }
}
