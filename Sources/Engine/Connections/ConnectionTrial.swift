package import Automation
package import ModuleLibrary
package import Stores

/// Tries a connection out where it leads, without doing anything there.
package struct ConnectionTrial: Sendable {
    private let library: ModuleLibrary
    private let secrets: InstallationSecrets

    package init(_ library: ModuleLibrary, _ secrets: InstallationSecrets) {
        self.library = library
        self.secrets = secrets
    }

    /// Throws what is wrong with it, in the words that a module would use. A call takes as long as the server does: outside of any transaction.
    package func verify(_ stored: StoredConnection) async throws(ModuleFailure) {
        guard let fields = secrets.opened(stored) else {
            throw ModuleFailure(
                "InvalidConfigurationError",
                "The connection '\(stored.name)' can't be opened, as the key file that it was sealed with is gone. Enter it again.",
                began: false)
        }
        try await library.verify(Connection(id: stored.id.rawValue, type: stored.type, name: stored.name, fields: fields))
    }
}
