import Foundation
import Mail
import TestSupport
import Values

/// Sunday, 22 November 2026, 10:00 UTC.
let noon = Timestamp(milliseconds: 1_795_341_600_000)

func message(
    to: [String] = ["ada@example.com"], subject: String = "Credits", text: String = "Hello", html: String? = nil,
    id: String = "1@example.com"
) throws -> MailMessage {
    MailMessage(
        from: try MailAddress("flowmeter@example.com", name: "Flowmeter"), to: try to.map { try MailAddress($0) }, subject: subject,
        text: text, html: html, id: id, date: noon)
}

func settings(
    _ server: PeerProgram, scheme: String = "smtp", _ startTLS: MailSettings.StartTLS = .none, user: String? = nil, password: String? = nil
) throws -> MailSettings {
    try MailSettings(
        server: "\(scheme)://127.0.0.1:\(server.port)", startTLS: startTLS, user: user, password: password,
        from: try MailAddress("bounces@example.com"))
}

/// What the server took, as Python's `email` reads it.
struct Delivered: Decodable {
    let sender: String
    let recipients: [String]
    let bytes: Data
    let from: String
    let to: String
    let subject: String
    let date: String
    let id: String
    let text: String
    let html: String?
    let defects: [String]
    let secured: Bool
    let user: String?
}

extension PeerProgram {
    func delivered() async throws -> Delivered { try JSONDecoder().decode(Delivered.self, from: Data(try await line().utf8)) }
}

func failure(of sender: CurlMailSender, _ message: MailMessage) async -> MailFailure? {
    do {
        try await sender.send(message)
        return nil
    } catch {
        return error
    }
}
