import Hummingbird
import NIOCore

/// What is known of every request.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// `nil` where nobody is signed in; the routes of ``MemberContext`` never see that.
    var identity: Identity?
    /// Where the request comes from, as far as that is known; behind a proxy it is the proxy's.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    var maxUploadSize: Int { Limits.apiBody }
}

/// Bounds of this door; each has a name, so that an error and the documents can give it.
enum Limits {
    /// Bytes of a request to the API. A blueprint with its envelope fits many times.
    static let apiBody = 16 << 20
    /// Bytes of a delivery to a webhook.
    static let hookBody = 5 << 20
    /// Bytes of records that a list of them gives at most.
    static let recordPage = 16 << 20
    /// Rows that a list gives at most.
    static let page = 10_000
    /// Rows that a list of the ledger gives at most.
    static let entries = 500
    /// Rows that a file of comma-separated values holds at most.
    static let csvRows = 100_000
    /// Days of a history of the balance.
    static let historyDays = 400
    /// Addresses that an organization's alerts go to.
    static let recipients = 20
    /// Events that wait for a reader of the event stream before the oldest go.
    static let streamBuffer = 256
}
