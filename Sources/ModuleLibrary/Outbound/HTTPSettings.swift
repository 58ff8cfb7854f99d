import NIOCore

/// What the operator lets HTTP modules do. Each bound is named in the error that it causes.
package struct HTTPSettings: Sendable {
    /// Networks and hosts of one's own that modules may call all the same. Everything else that is not public is refused.
    package var allowed = AllowedDestinations.none
    /// `http.responseBody`, in bytes, after decompression.
    package var maximumResponseBytes = 5_000_000
    /// `http.requestBody`, in bytes.
    package var maximumRequestBytes = 10_000_000
    /// `http.headers`: how many a request or an answer may have.
    package var maximumHeaders = 200
    /// `http.headerBytes`: names and values together.
    package var maximumHeaderBytes = 65_536
    /// `http.urlBytes`
    package var maximumURLBytes = 16_384
    /// `http.timeout`, in seconds, where the module names none.
    package var defaultTimeout = 40
    /// `http.maximumTimeout`, in seconds, for those that do.
    package var maximumTimeout = 300
    /// `http.connectTimeout`, in seconds.
    package var connectTimeout = 10
    /// `http.redirects`
    package var maximumRedirects = 10
    /// Connections kept to one address of one origin.
    package var connectionsPerPeer = 64
    /// Origins to which connections are kept; the one that was used longest ago makes room.
    package var maximumPeers = 256
    /// How long an answer of the name service is believed, in seconds.
    package var nameLifetime = 30
    /// How many names are remembered.
    package var maximumNames = 1024
    /// How long a connection is kept that nobody uses.
    static let idleTimeout = TimeAmount.seconds(30)
    /// `http.inflation`: how many bytes may come from one.
    static let maximumInflation = 25
    package var userAgent = "flowmeter"

    package init() {}
}
