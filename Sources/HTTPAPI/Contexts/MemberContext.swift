import Hummingbird

/// A request of somebody who is signed in: a handler that gets one need not ask.
struct MemberContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let identity: Identity
    /// Where the request comes from, as far as that is known; behind a proxy it is the proxy's.
    let address: String

    init(context: AppContext) throws {
        guard let identity = context.identity else { throw Problem.notSignedIn }
        coreContext = context.coreContext
        self.identity = identity
        address = context.address
    }

    var maxUploadSize: Int { Limits.apiBody }
}
