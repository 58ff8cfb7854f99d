import NIOCore

/// Who a client speaks to: one origin, at one address that has been checked.
struct PeerKey: Hashable, Sendable {
    var scheme: WebAddress.Scheme
    var host: String
    var port: Int
    var address: IPAddress
    var tls: TLSIdentity?
}

/// Sends requests to one peer and keeps connections to it, which can go to the checked address only.
protocol PeerClient: AnyObject, Sendable {
    /// Throws ``CutOff`` where the connection ended under the request.
    func exchange(_ request: OutboundRequest, by deadline: NIODeadline) async throws -> OutboundAnswer

    /// Closes the connections; requests that are under way fail.
    func shutdown() async

    /// As ``shutdown()``, for those who can't wait.
    func close()
}

struct CutOff: Error {
    /// Whether the peer had said nothing yet.
    var beforeAnswer: Bool
}
