package import Automation
import Mail

extension ModuleLibrary {
    /// Signs in where a connection leads and goes again. What leads nowhere by itself, such as an API key, is only read.
    package func verify(_ connection: Connection) async throws(ModuleFailure) {
        switch connection.type {
        case "account:smtp":
            let settings = try await mail.smtp(.asking("account", connection))
            do {
                try await CurlMailSender(settings).signIn()
            } catch {
                throw error.moduleFailure
            }
            if let mailbox = try await mail.sentMailbox(connection) { try await mail.speak(with: mailbox) { _ in } }
        case "account:imap": try await mail.mailbox(.asking("account", connection)) { _ in }
        case "keychain:oauth2":
            let client = try OAuthClient(connection)
            _ = try client.token(in: await http.perform(client.tokenRequest(http.settings)))
        case "keychain:apikey": _ = try SignIn.apiKey(connection)
        case "keychain:certificate": _ = try TLSIdentity(connection)
        default: break
        }
    }
}

extension ModuleInput {
    /// What a module would be given that has nothing but this connection.
    fileprivate static func asking(_ parameter: String, _ connection: Connection) -> ModuleInput {
        var input = ModuleInput(moduleId: 0, module: "")
        input.connections[parameter] = connection
        return input
    }
}
