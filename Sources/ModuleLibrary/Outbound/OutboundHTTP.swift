import Automation
package import NIOCore
import NIOHTTP1
import Values

/// The installation's way to other servers: every address is checked after its name was resolved, each redirect is a request that is
/// checked anew, and a connection goes to the checked address and no other.
package final class OutboundHTTP: Sendable {
    let settings: HTTPSettings
    private let resolver: NameResolver
    private let peers: PeerPool
    private let group: any EventLoopGroup

    package init(settings: HTTPSettings, group: any EventLoopGroup) {
        self.settings = settings
        self.group = group
        resolver = NameResolver(lifetime: .seconds(Int64(settings.nameLifetime)), capacity: settings.maximumNames)
        peers = PeerPool(settings: settings, group: group)
    }

    package func shutdown() async {
        await peers.shutdown()
        await resolver.shutdown()
    }

    func perform(_ request: OutboundRequest) async throws(ModuleFailure) -> OutboundResponse {
        let deadline = NIODeadline.now() + .seconds(Int64(request.timeoutSeconds))
        var request = request
        var transfer: Int64 = 0
        for hop in 0...settings.maximumRedirects {
            var attempt = request
            if let cookies = request.cookies?.header(for: request.address) { attempt.addCookies(cookies) }
            let response = try await send(attempt, by: deadline, isFirst: hop == 0)
            request.cookies?.take(response.head.headers, from: request.address)
            transfer += Int64(request.body?.readableBytes ?? 0) + Int64(response.body.readableBytes)
            let next: OutboundRequest?
            do {
                next = try request.following(
                    status: Int(response.head.status.code), location: response.head.headers.first(name: "Location"))
            } catch {
                throw ModuleFailure("DataError", error.message)
            }
            guard let next else {
                return OutboundResponse(
                    status: Int(response.head.status.code), headers: response.head.headers, body: response.body, address: request.address,
                    transfer: transfer)
            }
            request = next
        }
        throw ModuleFailure("RuntimeError", "The server redirected more than \(settings.maximumRedirects) times (limit http.redirects).")
    }

    /// One hop, to the first address that takes a connection.
    private func send(_ request: OutboundRequest, by deadline: NIODeadline, isFirst: Bool) async throws(ModuleFailure)
        -> OutboundAnswer
    {
        let host = request.address.host
        let addresses: [IPAddress]
        do {
            addresses = try await resolver.addresses(of: host, by: deadline, on: group.any())
        } catch {
            throw OutboundFailure(error, request: request, settings: settings).failure
        }
        let permitted = addresses.filter { settings.allowed.permits($0, of: host) }
        guard !permitted.isEmpty else {
            throw refusal(isFirst ? "The URL's host" : "The server redirected to a host that", host, began: !isFirst)
        }
        var last: (any Error)?
        for address in permitted.prefix(3) {
            do {
                let response = try await send(request, to: address, by: deadline)
                if addresses.count > 1 { resolver.prefer(address, of: host) }
                return response
            } catch let error where OutboundFailure.isBeforeConnection(error) {
                last = error
            } catch {
                throw OutboundFailure(error, request: request, settings: settings).failure
            }
        }
        throw OutboundFailure(last ?? NameResolver.Failed(reason: "no address"), request: request, settings: settings).failure
    }

    private func send(_ request: OutboundRequest, to address: IPAddress, by deadline: NIODeadline) async throws -> OutboundAnswer {
        let key = PeerKey(
            scheme: request.address.scheme, host: request.address.host, port: request.address.port, address: address,
            tls: request.tls)
        let client = try peers.acquire(key)
        defer { peers.release(client, key) }
        do {
            return try await client.exchange(request, by: deadline)
        } catch let cut as CutOff where cut.beforeAnswer && request.isIdempotent {
            // The peer closed a kept connection as we took it: nothing was lost but the connection.
            return try await client.exchange(request, by: deadline)
        }
    }

    /// For other protocols than HTTP: an address of `host` that a connection may go to.
    func address(of host: String, by deadline: NIODeadline) async throws(ModuleFailure) -> IPAddress {
        let addresses: [IPAddress]
        do {
            addresses = try await resolver.addresses(of: host.lowercased(), by: deadline, on: group.any())
        } catch {
            throw ModuleFailure("ConnectionError", "The host \(host) was not found.")
        }
        guard let address = addresses.first(where: { settings.allowed.permits($0, of: host.lowercased()) }) else {
            throw refusal("The server's host", host, began: false)
        }
        return address
    }

    private func refusal(_ what: String, _ host: String, began: Bool) -> ModuleFailure {
        ModuleFailure(
            "ConnectionError",
            "\(what) is not on the public internet, and calls into private networks are not allowed. The operator can allow its address "
                + "(setting http.allowed).", detail: .collection(["host": .text(host)]), began: began)
    }
}

extension OutboundRequest {
    /// After those that the maker has set.
    fileprivate mutating func addCookies(_ cookies: String) {
        let own = headers.first(name: "Cookie").map { $0 + "; " } ?? ""
        headers.replaceOrAdd(name: "Cookie", value: own + cookies)
    }
}
