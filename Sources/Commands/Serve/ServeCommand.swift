import UnixSignals
import ArgumentParser
import Automation
import Engine
import Foundation
import HTTPAPI
import Hummingbird
import Logging
import ServiceLifecycle
import StorageCore
import Stores
import Values

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages, the API and webhooks, and run scenarios, until told to stop.")

    @OptionGroup var folder: DataOptions
    @Option(help: "The port to listen at; 0 takes a free one.") var port: Int = 8080
    @Option(help: "The address to listen at. Put a proxy with TLS in front before you open it to others.") var host: String = "127.0.0.1"
    @Option(name: .customLong("public-address"), help: "The address that people use, such as https://flow.example.org.") var publicAddress:
        String?
    @Option(name: .customLong("mail-port"), help: "The port to take mail for mail hooks in at; without it none is taken in.") var mailPort:
        Int?
    @Option(name: .customLong("mail-host"), help: "The address to take mail in at.") var mailHost: String = "127.0.0.1"
    @Option(name: .customLong("mail-domain"), help: "What stands after the @ of the addresses of mail hooks.") var mailDomain: String =
        "localhost"
    @Option(help: "The most that is kept of runs: full, failures (bundles of runs that failed) or operations (no bundles).") var keep =
        "full"
    @Option(help: "A folder to serve the pages from, while one works on them.") var pages: String?
    @Flag(help: "Add an organization with months of history, if it isn't there.") var demo = false
    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String = "notice"

    func run() async throws {
        var logger = Logger(label: "flowmeter") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        let installation: Installation
        do {
            let address = publicAddress ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            guard let keeps = LogLevel(rawValue: keep) else {
                throw ValidationError("'\(keep)' is nothing that --keep can be; use full, failures or operations.")
            }
            installation = try await Installation.open(folder, logger: logger) {
                $0.keeps = keeps
                $0.publicAddress = address.hasSuffix("/") ? String(address.dropLast()) : address
            }
            if demo { _ = try await DemoHistory(installation).make() }
        } catch {
            let output = CommandErrors.output(for: error)
            Terminal.print(output)
            throw ExitCode(output.exit.rawValue)
        }
        let address = publicAddress
        let (host, welcome) = (host, try await WelcomeLink.make(installation))
        var settings = APISettings(
            address: .hostname(host, port: port), publicAddress: publicAddress, pages: pages.map(PageSource.folder) ?? .program,
            version: ProductVersion.text)
        settings.mailDomain = mailPort == nil ? nil : mailDomain
        let application = makeApplication(
            engine: installation.engine, secrets: installation.secrets, settings: settings, logger: logger,
            onServerRunning: { port in
                let base = address ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port ?? 0)"
                print("Listening on \(base)")
                if let welcome { print("Set the first owner's password here, once: \(base)/welcome#code=\(welcome)") }
                fflush(nil)
            })
        // The way in is last, so it is the first to close: nothing new comes in while runs in flight end.
        var services = ServiceGroupConfiguration(
            services: [
                .init(service: installation.engine), .init(service: CommandSocket(installation: installation)), .init(service: application),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        if let mailPort {
            let listener = MailListener(
                engine: installation.engine, secrets: installation.secrets,
                settings: MailInSettings(host: mailHost, port: mailPort, domain: mailDomain), logger: logger)
            services.services.append(.init(service: listener))
        }
        services.maximumGracefulShutdownDuration = .milliseconds(installation.engine.settings.stopMilliseconds)
        try await ServiceGroup(configuration: services).run()
        try await installation.close()
    }
}

/// The link by which the first owner sets a password (decision 23): printed until it has been used.
enum WelcomeLink {
    static func make(_ installation: Installation) async throws -> String? {
        let code = InstallationSecrets.random()
        let now = installation.engine.now()
        return try await installation.storage.write { transaction in
            let identity = IdentityStore(transaction)
            guard try identity.users().allSatisfy({ $0.password == nil }) else { return nil }
            try identity.addWelcomeCode(hash: InstallationSecrets.hash(code), at: now)
            return code
        }
    }
}
