import Hummingbird

/// A request of somebody who is signed in: a handler that gets one need not ask.
struct MemberContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let identity: Identity

    init(context: AppContext) throws {
        guard let identity = context.identity else { throw Problem.notSignedIn }
        coreContext = context.coreContext
        self.identity = identity
    }

    var maxUploadSize: Int { Limits.apiBody }
}
