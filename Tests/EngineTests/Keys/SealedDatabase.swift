import Automation
import Engine
import Ledger
import StorageCore
import Stores
import TestSupport
import Values

/// A database with something of each kind that is sealed, and what it was.
struct SealedDatabase {
    let storage: any Storage
    let organization: Organization.ID
    let key: StoredConnection
    let hook: Hook
    /// A run of a confidential scenario that lives.
    let journal: Run.ID

    static let password = "pa55-word of the peer"
    static let mail = "the mail's own secret"
    static let bundles = "what the run saw"
    static let alerts = "whsec_of the alerts"

    init(_ storage: any Storage, _ secrets: InstallationSecrets) async throws {
        let test = try await TestEngine(storage)
        let (team, organization, now) = (test.team, test.organization.id, test.clock.now)
        self.storage = storage
        self.organization = organization
        let desk = HookDesk(engine: test.engine, secrets: secrets)
        let settings: JSON = [
            "apiKey": ["header": "x-key", "secret": "key of the hook"],
            "signature": ["header": "x-hub-signature-256", "secret": "its signatures"],
        ]
        hook = try await desk.create(name: "In", team: team.id, organization: organization, settings: desk.settings(settings))
        let run = RunID.make(at: now.milliseconds)
        let bundles = [SealedSegment.mark] + (try secrets.seal(Array(Self.bundles.utf8), for: "run:\(organization):\(run)"))
        journal = run
        key = try await storage.write { transaction in
            var settings = AlertSettings.standard
            settings.webhookSecret = try secrets.seal(Array(Self.alerts.utf8))
            try AlertStore(transaction).save(settings, of: organization)
            try SettingStore(transaction).set("mail.password", Hex.text(try secrets.seal(Array(Self.mail.utf8))))
            let form = try ConnectionForm(type: "basicauth", prefix: "keychain:", field: "type")
            let live = Run(
                id: run, organization: organization, team: team.id, scenario: .init(1), version: 1, state: .sleeping, origin: .onDemand,
                author: nil, options: RunOptions(), started: now, ended: nil, operations: 0, credits: .zero, transfer: 0, segments: 1,
                epoch: 1, failure: nil)
            try RunStore(transaction).add([live], inputs: [nil], receivedTransfer: [0], worker: WorkerName(folder: "x"), lease: now)
            try RunStore(transaction).addSegments([(organization, run, 0, Segment(first: 0, count: 1, operations: [], bundles: bundles))])
            return try ConnectionDesk(transaction, secrets, at: now).add(
                form, name: "Peer", ["user": "me", "password": .string(Self.password)], team: team)
        }
    }

    /// What can't be read with these secrets.
    func unreadable(_ secrets: InstallationSecrets) async throws -> [String] {
        try await KeyCheck(storage: storage, secrets: secrets).run().unreadable
    }
}
