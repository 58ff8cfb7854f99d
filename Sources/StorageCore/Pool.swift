import Synchronization

/// A fixed number of members, each lent to one borrower at a time; who comes when none is idle waits in line.
package final class Pool<Member: Sendable>: Sendable {
    private struct State {
        /// The last one returned is lent first: it is warm, and others may never need to connect.
        var idle: [Member]
        var waiting: [CheckedContinuation<Member, Never>] = []
    }

    package let members: [Member]
    private let state: Mutex<State>

    package init(_ members: [Member]) {
        precondition(!members.isEmpty, "a pool without members would wait for ever")
        self.members = members
        state = Mutex(State(idle: members.reversed()))
    }

    package func withMember<Result>(_ body: (Member) async throws -> Result) async rethrows -> Result {
        let member = await take()
        defer { giveBack(member) }
        return try await body(member)
    }

    private func take() async -> Member {
        await withCheckedContinuation { continuation in
            let member: Member? = state.withLock { state in
                if let member = state.idle.popLast() { return member }
                state.waiting.append(continuation)
                return nil
            }
            if let member { continuation.resume(returning: member) }
        }
    }

    private func giveBack(_ member: Member) {
        let next: CheckedContinuation<Member, Never>? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(member)
            return nil
        }
        next?.resume(returning: member)
    }
}
