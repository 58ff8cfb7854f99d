/// A user name and a password that no description or dump shows.
package struct MailCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let user: String
    let password: String

    init(user: String, password: String) throws(MailFailure) {
        // NUL ends a text for libcurl, and separates user and password in AUTH PLAIN (RFC 4616).
        guard !user.isEmpty, !(user + password).utf8.contains(0) else {
            throw .permanent("The mail server's user name must not be empty, and neither it nor the password can have a NUL in it.")
        }
        self.user = user
        self.password = password
    }

    package var description: String { "\(user), password withheld" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
