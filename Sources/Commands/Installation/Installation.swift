import Automation
import Engine
import Foundation
import Ledger
import Logging
import ModuleLibrary
import StorageCore
import StoragePostgres
import StorageSQLite
import Stores
import Values

/// Everything of one data folder, put together: the only place that does.
final class Installation: Sendable {
    let folder: String
    let storage: any Storage
    let secrets: InstallationSecrets
    let engine: EngineService
    let scenarios: ScenarioDesk
    let hooks: HookDesk
    let logger: Logger
    /// Where the database is elsewhere, the folder itself still has one owner; SQLite's driver takes care of its own.
    private let lock: FolderLock?

    private init(
        folder: String, lock: FolderLock?, storage: any Storage, keys: InstallationKeys, allowPrivate: [String],
        change: (inout EngineSettings) -> Void, logger: Logger
    ) throws {
        self.folder = folder
        self.lock = lock
        self.storage = storage
        self.logger = logger
        secrets = InstallationSecrets(keys)
        var settings = EngineSettings(folder: try DataFolder.name(of: folder))
        change(&settings)
        engine = EngineService(
            storage: storage, library: try ModuleLibrary(httpSettings: Self.httpSettings(allowing: allowPrivate)),
            catalog: Catalog(plans: Plan.shipped, rates: .shipped), secrets: secrets,
            settings: settings, providers: try PaymentSettings.providers(), logger: logger)
        scenarios = ScenarioDesk(engine: engine, secrets: secrets)
        hooks = HookDesk(engine: engine, secrets: secrets)
    }

    /// Opens the folder, brings its schema up to date, and makes the first organization in a new one.
    static func open(_ options: DataOptions, logger: Logger, change: (inout EngineSettings) -> Void = { _ in }) async throws -> Installation
    {
        try DataFolder.prepare(options.data)
        let keys = try DataFolder.keyFile(in: options.data).read()
        let storage: any Storage
        let lock = try options.database.map { _ in try FolderLock(folder: options.data) }
        if let database = options.database {
            storage = try PostgresStorage(connection: database)
        } else {
            storage = try SQLiteStorage(folder: options.data)
        }
        try await storage.migrate(Schema.migrations)
        let installation = try Installation(
            folder: options.data, lock: lock, storage: storage, keys: keys, allowPrivate: options.allowPrivate, change: change,
            logger: logger
        )
        try await installation.makeFirstOrganization()
        try await installation.lookAfterKeys(keys)
        return installation
    }

    /// Opens the folder for one command, with its engine at work, and closes it after.
    static func with(
        _ options: DataOptions, change: (inout EngineSettings) -> Void = { _ in },
        _ body: @Sendable (Installation) async throws -> CommandOutput
    ) async throws -> CommandOutput {
        let installation = try await open(options, logger: .commandLine) { settings in
            settings.servesSchedules = false
            change(&settings)
        }
        do {
            let output = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await installation.engine.run() }
                let output = try await body(installation)
                installation.engine.stop()
                try await group.waitForAll()
                return output
            }
            try await installation.close()
            return output
        } catch {
            try await installation.close()
            throw error
        }
    }

    func close() async throws {
        await engine.library.shutdown()
        try await storage.close()
    }

    private static func httpSettings(allowing entries: [String]) throws -> HTTPSettings {
        var settings = HTTPSettings()
        settings.allowed = try AllowedDestinations(parsing: entries)
        return settings
    }

    private func makeFirstOrganization() async throws {
        let now = engine.now()
        try await storage.write { transaction in
            guard try IdentityStore(transaction).organizations().isEmpty else { return }
            try OrganizationMaker(transaction, at: now).make(name: "My organization", zone: TimeZone.current.identifier, plan: .selfHosted)
        }
    }
}

extension Logger {
    /// Warnings and errors to stderr; a command's own words go to stdout.
    static var commandLine: Logger {
        var logger = Logger(label: "flowmeter") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }
}
