import AsyncHTTPClient
import NIOCore
import Synchronization

/// Keeps the clients of the origins used last, so that their connections are used again. A client that has made room is shut down
/// when its last request has ended.
final class PeerPool: Sendable {
    struct Closed: Error {}

    private struct Entry {
        var peer: Peer
        var users = 0
        var lastUse: UInt64 = 0
    }
    private struct State {
        var current: [PeerKey: Entry] = [:]
        /// Made room while requests were under way.
        var retired: [ObjectIdentifier: Entry] = [:]
        var uses: UInt64 = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let settings: HTTPSettings
    private let group: any EventLoopGroup

    init(settings: HTTPSettings, group: any EventLoopGroup) {
        self.settings = settings
        self.group = group
    }

    deinit {
        // A client that is let go of without a shutdown is a bug to AsyncHTTPClient; the callback keeps it until it has ended.
        for client in close() { client.shutdown { _ in } }
    }

    /// The client for `key`. Give it back with `release`.
    func acquire(_ key: PeerKey) throws -> Peer {
        let (peer, leaving) = try state.withLock { state -> (Peer, HTTPClient?) in
            guard !state.isClosed else { throw Closed() }
            state.uses += 1
            if let peer = state.current[key]?.peer {
                state.current[key]?.users += 1
                state.current[key]?.lastUse = state.uses
                return (peer, nil)
            }
            let leaving = makeRoom(in: &state)
            let peer = Peer(key: key, settings: settings, group: group)
            state.current[key] = Entry(peer: peer, users: 1, lastUse: state.uses)
            return (peer, leaving)
        }
        leaving?.shutdown { _ in }
        return peer
    }

    func release(_ peer: Peer) {
        let leaving = state.withLock { state -> HTTPClient? in
            if state.current[peer.key]?.peer.client === peer.client {
                state.current[peer.key]?.users -= 1
                return nil
            }
            let id = ObjectIdentifier(peer.client)
            state.retired[id]?.users -= 1
            return state.retired[id]?.users == 0 ? state.retired.removeValue(forKey: id)?.peer.client : nil
        }
        leaving?.shutdown { _ in }
    }

    var count: Int { state.withLock { $0.current.count } }

    /// Ends all clients; requests that are under way fail.
    func shutdown() async {
        for client in close() { try? await client.shutdown() }
    }

    private func close() -> [HTTPClient] {
        state.withLock { state in
            state.isClosed = true
            defer {
                state.current = [:]
                state.retired = [:]
            }
            return state.current.values.map(\.peer.client) + state.retired.values.map(\.peer.client)
        }
    }

    /// Takes out the entry that was used longest ago; returns its client if nobody uses it.
    private func makeRoom(in state: inout State) -> HTTPClient? {
        guard state.current.count >= settings.maximumPeers else { return nil }
        let idle = state.current.filter { $0.value.users == 0 }
        guard let oldest = (idle.isEmpty ? state.current : idle).min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        state.current[oldest.key] = nil
        guard oldest.value.users > 0 else { return oldest.value.peer.client }
        state.retired[ObjectIdentifier(oldest.value.peer.client)] = oldest.value
        return nil
    }
}
