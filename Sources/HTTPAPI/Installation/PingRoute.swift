import Hummingbird

/// Says that the server is there, to anybody.
struct PingRoute {
    func add(to api: RouterGroup<AppContext>) {
        api.get("ping") { _, _ in "pong" }
    }
}
