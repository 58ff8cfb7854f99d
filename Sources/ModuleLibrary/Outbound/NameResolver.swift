import NIOCore
import NIOPosix
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Turns hosts into addresses, by the system's own resolver, off the event loops. Answers are kept for a short time.
final class NameResolver: Sendable {
    struct Failed: Error {
        var reason: String
    }
    struct TimedOut: Error {}

    private struct Known {
        var addresses: [IPAddress]
        var until: NIODeadline
    }

    private let threads = NIOThreadPool(numberOfThreads: 4)
    private let known = Mutex<[String: Known]>([:])
    private let lifetime: TimeAmount
    private let capacity: Int

    init(lifetime: TimeAmount, capacity: Int) {
        self.lifetime = lifetime
        self.capacity = capacity
        threads.start()
    }

    deinit {
        // A pool that is let go of while it runs is a bug to NIO; the callback keeps it until it has ended.
        threads.shutdownGracefully { _ in }
    }

    /// Every address of `host`, in the order of the system's preference. Never empty.
    func addresses(of host: String, by deadline: NIODeadline, on loop: any EventLoop) async throws -> [IPAddress] {
        if let literal = IPAddress(parsing: host) { return [literal] }
        let now = NIODeadline.now()
        if let answer = known.withLock({ $0[host] }), answer.until > now { return answer.addresses }
        let promise = loop.makePromise(of: [IPAddress].self)
        let limit = loop.scheduleTask(deadline: deadline) { promise.fail(TimedOut()) }
        threads.runIfActive(eventLoop: loop) { try Self.lookUp(host) }.whenComplete { answer in
            limit.cancel()
            promise.completeWith(answer)
        }
        let addresses = try await promise.futureResult.get()
        remember(addresses, of: host, until: now + lifetime)
        return addresses
    }

    /// Puts first an address that answered, so that one that does not isn't tried first each time.
    func prefer(_ address: IPAddress, of host: String) {
        known.withLock { known in
            guard var answer = known[host], answer.addresses.first != address else { return }
            answer.addresses.removeAll { $0 == address }
            answer.addresses.insert(address, at: 0)
            known[host] = answer
        }
    }

    func shutdown() async {
        try? await threads.shutdownGracefully()
    }

    private func remember(_ addresses: [IPAddress], of host: String, until: NIODeadline) {
        known.withLock { known in
            if known.count >= capacity {
                let now = NIODeadline.now()
                known = known.filter { $0.value.until > now }
                if known.count >= capacity { known.removeAll() }
            }
            known[host] = Known(addresses: addresses, until: until)
        }
    }

    private static func lookUp(_ host: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_protocol = Int32(IPPROTO_TCP)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        var code = getaddrinfo(host, nil, &hints, &list)
        if code == EAI_NONAME {
            // A machine whose only interface is loopback has no address family that AI_ADDRCONFIG lets pass.
            hints.ai_flags = 0
            code = getaddrinfo(host, nil, &hints, &list)
        }
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else { throw Failed(reason: String(cString: gai_strerror(code))) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next {
            if let address = entry.pointee.ai_addr.flatMap({ IPAddress($0) }), !addresses.contains(address) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw Failed(reason: "no address") }
        return addresses
    }
}
