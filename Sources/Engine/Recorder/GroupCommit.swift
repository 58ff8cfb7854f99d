import Synchronization

/// Takes what waits, carries it out together, and answers each.
///
/// One commit costs one flush of the disk however much is in it, so while one commit is on its way the next gathers.
package final class GroupCommit<Item: Sendable, Answer: Sendable>: Sendable {
    /// Carries out a group, in order; an answer for each.
    private let commit: @Sendable ([Item]) async -> [Result<Answer, any Error>]
    private let limit: Int
    private let state = Mutex(State())
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    private struct State {
        var items: [Item] = []
        /// Of each item, in the same order.
        var tickets: [Ticket<Answer>] = []
        var closed = false
        var running = false

        mutating func take(_ limit: Int) -> (items: [Item], tickets: [Ticket<Answer>]) {
            guard items.count > limit else {
                // Nearly always: given away whole, so that nothing is copied.
                defer { (items, tickets) = ([], []) }
                return (items, tickets)
            }
            defer {
                items.removeFirst(limit)
                tickets.removeFirst(limit)
            }
            return (Array(items.prefix(limit)), Array(tickets.prefix(limit)))
        }
    }

    /// - Parameter limit: how many items go into one commit at most.
    package init(limit: Int, commit: @escaping @Sendable ([Item]) async -> [Result<Answer, any Error>]) {
        self.limit = limit
        self.commit = commit
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Hands an item in without waiting; the ticket gives the answer.
    package func submit(_ item: Item) -> Ticket<Answer> {
        let ticket = Ticket<Answer>()
        let accepted = state.withLock { state in
            guard !state.closed else { return false }
            state.items.append(item)
            state.tickets.append(ticket)
            return true
        }
        if accepted { waker.yield() } else { ticket.fulfil(.failure(CancellationError())) }
        return ticket
    }

    /// Commits until closed, then what still waits.
    package func run() async {
        state.withLock { $0.running = true }
        for await _ in wake {
            while await commitWaiting() {}
        }
        while await commitWaiting() {}
        state.withLock { $0.running = false }
    }

    /// Takes nothing more; `run` ends when what waits is done.
    package func close() {
        let orphans = state.withLock { state in
            state.closed = true
            guard !state.running else { return [Ticket<Answer>]() }
            state.items = []
            defer { state.tickets = [] }
            return state.tickets
        }
        for ticket in orphans { ticket.fulfil(.failure(CancellationError())) }
        waker.finish()
    }

    private func commitWaiting() async -> Bool {
        let (items, tickets) = state.withLock { $0.take(limit) }
        guard !items.isEmpty else { return false }
        let answers = await commit(items)
        for (ticket, answer) in zip(tickets, answers) { ticket.fulfil(answer) }
        return true
    }
}

/// An answer that is on its way.
package final class Ticket<Answer: Sendable>: Sendable {
    private enum State {
        case waiting([CheckedContinuation<Answer, any Error>])
        case answered(Result<Answer, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    func fulfil(_ result: Result<Answer, any Error>) {
        let waiters = state.withLock { state -> [CheckedContinuation<Answer, any Error>] in
            guard case .waiting(let waiters) = state else { preconditionFailure("a ticket was answered twice") }
            state = .answered(result)
            return waiters
        }
        for waiter in waiters { waiter.resume(with: result) }
    }

    package func value() async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let answered = state.withLock { state -> Result<Answer, any Error>? in
                switch state {
                case .answered(let result): return result
                case .waiting(let waiters):
                    state = .waiting(waiters + [continuation])
                    return nil
                }
            }
            if let answered { continuation.resume(with: answered) }
        }
    }
}
