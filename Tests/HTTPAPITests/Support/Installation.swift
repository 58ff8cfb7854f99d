import Engine
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import ModuleLibrary
import NIOCore
import StorageCore
import Stores
import TestSupport
import Values

/// A server with two organizations and a person for each part that the rules tell apart. Nothing listens: requests go to its router.
struct Installation {
    let engine: EngineService
    let secrets: InstallationSecrets
    let passwords = PasswordHasher(rounds: 16, parallelism: 1)
    let ours: Organization
    let theirs: Organization
    let team: Team

    /// Tokens by name.
    static let tokens = ["operator", "owner", "admin", "accountant", "member", "viewer", "stranger"]

    init(
        plan: Plan = .selfHosted, plans: [Plan] = [], users: [String] = tokens, providers: PaymentProviders = PaymentProviders()
    ) async throws {
        let storage = try await TestDatabase.sqlite.open()
        try await storage.migrate(Schema.migrations)
        let now = Timestamp.now()
        (ours, theirs, team) = try await storage.write { transaction in
            let maker = OrganizationMaker(transaction, at: now)
            let ours = try maker.make(name: "Ours", zone: "Europe/Prague", plan: plan)
            let theirs = try maker.make(name: "Theirs", zone: "UTC", plan: plan)
            return (ours, theirs, try IdentityStore(transaction).teams(of: ours.id)[0])
        }
        engine = EngineService(
            storage: storage, library: ModuleLibrary(), catalog: Catalog(plans: plans + Plan.shipped, rates: .shipped),
            secrets: InstallationSecrets(key: Array(repeating: 7, count: 32)),
            settings: EngineSettings(folder: "test"), providers: providers,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        secrets = InstallationSecrets(key: Array(repeating: 7, count: 32))
        for name in users { try await addUser(name, at: now) }
    }

    private func addUser(_ name: String, at now: Timestamp) async throws {
        let password = try await passwords.hash("the password of \(name)")
        let (ours, theirs) = (ours.id, theirs.id)
        try await engine.storage.write { transaction in
            let store = IdentityStore(transaction)
            let user = User(
                id: .init(try SequenceStore(transaction).next("user")), name: name, email: "\(name)@example.org", password: password,
                isOperator: name == "operator", zone: nil, locale: nil)
            try store.add(user, at: now)
            switch name {
            case "stranger": try store.grant(.owner, to: user.id, in: theirs)
            default: if let role = Role(rawValue: name) { try store.grant(role, to: user.id, in: ours) }
            }
            let token = APIToken(
                id: .init(try SequenceStore(transaction).next("token")), user: user.id, hint: "", label: "test", created: now)
            try store.addToken(token, hash: InstallationSecrets.hash(name))
        }
    }

    var app: some ApplicationProtocol {
        makeApplication(
            engine: engine, secrets: secrets, settings: APISettings(passwords: passwords),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Carries `body` out while runs are carried out.
    func working<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        async let running: Void = engine.run()
        do {
            let result = try await body()
            engine.stop()
            try await running
            return result
        } catch {
            engine.stop()
            throw error
        }
    }
}

/// An answer, read.
struct Reply {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String
    let json: JSON

    init(_ response: TestResponse) {
        status = response.status
        headers = response.headers
        text = String(buffer: response.body)
        json = (try? JSON(parsing: text)) ?? .null
    }

    /// `reply["organization", "name"]`
    subscript(path: String...) -> JSON? { path.reduce(JSON?.some(json)) { $0?[$1] } }
}

extension TestClientProtocol {
    func ask(
        _ method: HTTPRequest.Method, _ uri: String, as user: String? = "owner", _ body: JSON? = nil, headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if let user { headers[.authorization] = "Token \(user)" }
        let address = uri.hasPrefix("/") ? uri : "/api/v2/\(uri)"
        return try await execute(uri: address, method: method, headers: headers, body: body.map { ByteBuffer(string: $0.text()) }) {
            Reply($0)
        }
    }
}
