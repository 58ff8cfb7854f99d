import Automation
import Mail
import NIOCore
import Values

/// The way to the mail servers that connections name: to addresses that HTTP modules may go to as well, and no others.
struct MailReach: Sendable {
    let http: OutboundHTTP
    let threads = MailThreads()

    /// `input` names the server in `account`.
    func smtp(_ input: ModuleInput) async throws(ModuleFailure) -> MailSettings {
        let connection = try input.connection("account", "account:smtp")
        let place = try place(connection)
        let from = AddressList.read(connection.fields.text("from") ?? connection.fields.text("user"))
        guard from.count <= 1 else {
            throw .notSetUp("The connection '\(connection.name)' has more than one sender; leave one, such as Ada <ada@example.com>.")
        }
        var settings: MailSettings
        do {
            settings = try MailSettings(
                server: "\(place.security == .tls ? "smtps" : "smtp")://\(place.authority)",
                startTLS: place.security == .none ? .none : .required, user: connection.fields.text("user"),
                password: connection.fields.text("user") == nil ? nil : connection.fields.text("password") ?? "",
                from: try (from.first ?? MailPerson(name: "", address: "")).checked)
        } catch {
            throw .notSetUp("The connection '\(connection.name)' can't be used: \(error.message)")
        }
        settings.authorities = connection.fields.text("authorities")
        settings.address = try await address(of: place.host)
        return settings
    }

    /// Speaks with the mailbox that `account` names. What `body` needs it has to bring along; it runs on a thread of its own.
    func mailbox<Result: Sendable>(
        _ input: ModuleInput, _ body: @escaping @Sendable (IMAPSession) throws(MailFailure) -> Result
    ) async throws(ModuleFailure) -> Result {
        try await speak(with: imap(input.connection("account", "account:imap")), body)
    }

    /// Speaks with a mailbox, on a thread of its own.
    func speak<Result: Sendable>(
        with settings: IMAPSettings, _ body: @escaping @Sendable (IMAPSession) throws(MailFailure) -> Result
    ) async throws(ModuleFailure) -> Result {
        try await threads.run { cancellation throws(MailFailure) in
            let session = try IMAPSession(settings, cancellation: cancellation)
            let result = try body(session)
            session.close()
            return result
        }
    }

    /// Where a connection for sending keeps what was sent; `nil` where it doesn't say.
    func sentMailbox(_ connection: Connection) async throws(ModuleFailure) -> IMAPSettings? {
        guard let mailbox = connection.sentMailbox else { return nil }
        return try await imap(mailbox)
    }

    private func imap(_ connection: Connection) async throws(ModuleFailure) -> IMAPSettings {
        let place = try place(connection)
        var settings: IMAPSettings
        do {
            settings = try IMAPSettings(
                host: place.host, port: place.port, security: place.security, user: connection.required("user", "User name"),
                password: connection.fields.text("password") ?? "")
        } catch let failure as ModuleFailure {
            throw failure
        } catch {
            throw .notSetUp("The connection '\(connection.name)' can't be used: \((error as? MailFailure)?.message ?? "")")
        }
        settings.authorities = connection.fields.text("authorities")
        settings.address = try await address(of: place.host)
        return settings
    }

    func shutdown() async { await threads.shutdown() }

    private func address(of host: String) async throws(ModuleFailure) -> String {
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return try await http.address(of: bare, by: .now() + .seconds(10)).description
    }

    private struct Place {
        var host: String
        var port: Int?
        var security: IMAPSettings.Security
        var authority: String { port.map { "\(host):\($0)" } ?? host }
    }

    private func place(_ connection: Connection) throws(ModuleFailure) -> Place {
        let host = try connection.required("host", "Host").trimmingWhitespace
        let port: Int?
        do {
            port = try connection.fields.integer("port", "Port", in: 1...65_535)
        } catch {
            throw .notSetUp("The connection '\(connection.name)' has no port from 1 to 65535.")
        }
        let security: IMAPSettings.Security
        switch connection.fields.text("security") ?? "tls" {
        case "tls": security = .tls
        case "starttls": security = .startTLS
        case "none": security = .none
        default: throw .notSetUp("The connection '\(connection.name)' must have tls, starttls or none as its security.")
        }
        return Place(host: host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host, port: port, security: security)
    }
}
