import Hummingbird
import Values

/// The cookie of a signed-in browser.
enum SessionCookie {
    static let name = "flowmeter_session"
    static let days: Int64 = 30
    static let milliseconds = days * 86_400_000

    static func set(_ secret: String, secure: Bool) -> Cookie {
        Cookie(name: name, value: secret, maxAge: Int(days) * 86_400, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }

    static func cleared(secure: Bool) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }
}
