import NIOCore
import Synchronization

/// Keeps the clients of the origins used last, so that their connections are used again. A client that has made room is shut down
/// when its last request has ended.
final class PeerPool: Sendable {
    struct Closed: Error {}

    private struct Entry {
        var client: any PeerClient
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
        for client in end() { client.close() }
    }

    /// The client for `key`. Give it back with `release`.
    func acquire(_ key: PeerKey) throws -> any PeerClient {
        let (client, leaving) = try state.withLock { state -> (any PeerClient, (any PeerClient)?) in
            guard !state.isClosed else { throw Closed() }
            state.uses += 1
            if let client = state.current[key]?.client {
                state.current[key]?.users += 1
                state.current[key]?.lastUse = state.uses
                return (client, nil)
            }
            let leaving = makeRoom(in: &state)
            let client = try makeClient(key)
            state.current[key] = Entry(client: client, users: 1, lastUse: state.uses)
            return (client, leaving)
        }
        leaving?.close()
        return client
    }

    func release(_ client: any PeerClient, _ key: PeerKey) {
        let leaving = state.withLock { state -> (any PeerClient)? in
            if state.current[key]?.client === client {
                state.current[key]?.users -= 1
                return nil
            }
            let id = ObjectIdentifier(client)
            state.retired[id]?.users -= 1
            return state.retired[id]?.users == 0 ? state.retired.removeValue(forKey: id)?.client : nil
        }
        leaving?.close()
    }

    private func makeClient(_ key: PeerKey) throws -> any PeerClient {
        switch key.scheme {
        case .http: try PlainClient(key: key, settings: settings, loop: group.next())
        case .https: try SecureClient(key: key, settings: settings, group: group)
        }
    }

    var count: Int { state.withLock { $0.current.count } }

    /// Ends all clients; requests that are under way fail.
    func shutdown() async {
        for client in end() { await client.shutdown() }
    }

    private func end() -> [any PeerClient] {
        state.withLock { state in
            state.isClosed = true
            defer {
                state.current = [:]
                state.retired = [:]
            }
            return state.current.values.map(\.client) + state.retired.values.map(\.client)
        }
    }

    /// Takes out the entry that was used longest ago; returns its client if nobody uses it.
    private func makeRoom(in state: inout State) -> (any PeerClient)? {
        guard state.current.count >= settings.maximumPeers else { return nil }
        let idle = state.current.filter { $0.value.users == 0 }
        guard let oldest = (idle.isEmpty ? state.current : idle).min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        state.current[oldest.key] = nil
        guard oldest.value.users > 0 else { return oldest.value.client }
        state.retired[ObjectIdentifier(oldest.value.client)] = oldest.value
        return nil
    }
}
