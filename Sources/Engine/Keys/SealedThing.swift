import StorageCore
import Stores
import Values

/// Something in the database that only the installation's key opens. The list is closed: what is sealed elsewhere has to be added here.
enum SealedThing {
    case connection(StoredConnection)
    case alertSecret(Organization.ID, [UInt8])
    case mailPassword([UInt8])
    case segment(SealedSegment)
    case bundles(SealedBundles)
    case hookKey(Hook, [UInt8])
    case hookSignature(Hook, [UInt8])

    static func all(_ transaction: any Transaction) throws -> [SealedThing] {
        try things(transaction) + SealedBundleStore(transaction).all().map(SealedThing.bundles)
    }

    /// Without what is kept of runs that have ended, of which there may be any number: for a look at each start.
    static func needed(_ transaction: any Transaction) throws -> [SealedThing] {
        try things(transaction) + SealedBundleStore(transaction).needed().map(SealedThing.bundles)
    }

    private static func things(_ transaction: any Transaction) throws -> [SealedThing] {
        var things = try ConnectionStore(transaction).all().map(SealedThing.connection)
        things += try AlertStore(transaction).sealedSecrets().map { .alertSecret($0.organization, $0.secret) }
        if let text = try SettingStore(transaction).all()[MailDesk.Setting.password.rawValue], let sealed = Hex.bytes(text), !sealed.isEmpty
        {
            things.append(.mailPassword(sealed))
        }
        for hook in try HookStore(transaction).all() {
            let settings = hook.reading
            if let key = settings.key { things.append(.hookKey(hook, key.sealed)) }
            if let signature = settings.signature { things.append(.hookSignature(hook, signature.sealed)) }
        }
        things += try RunStore(transaction).sealedSegments().map(SealedThing.segment)
        return things
    }

    /// `nil` where it has gone.
    func sealed(_ transaction: any Transaction) throws -> [UInt8]? {
        switch self {
        case .connection(let connection): connection.sealed
        case .alertSecret(_, let sealed), .mailPassword(let sealed), .hookKey(_, let sealed), .hookSignature(_, let sealed): sealed
        case .segment(let segment): segment.sealed
        case .bundles(let bundles): try SealedBundleStore(transaction).sealed(bundles)
        }
    }

    /// What it was sealed for.
    var place: String {
        switch self {
        case .connection(let connection): connection.place
        case .segment(let segment): ConfidentialBundles.place(segment.run, segment.organization)
        case .bundles(let bundles): ConfidentialBundles.place(bundles.run, bundles.organization)
        case .alertSecret, .mailPassword, .hookKey, .hookSignature: ""
        }
    }

    /// For the one who has to enter it again.
    var name: String {
        switch self {
        case .connection(let connection): "connection \(connection.id) '\(connection.name)' of organization \(connection.organization)"
        case .alertSecret(let organization, _): "secret of the alerts' webhook of organization \(organization)"
        case .mailPassword: "password of the mail server"
        case .hookKey(let hook, _): "key of webhook \(hook.id) '\(hook.name)' of organization \(hook.organization)"
        case .hookSignature(let hook, _):
            "secret of the signatures of webhook \(hook.id) '\(hook.name)' of organization \(hook.organization)"
        case .segment(let segment): "data of the confidential run \(segment.run), which lives"
        case .bundles(let bundles): "\(bundles.kind.label) of the confidential run \(bundles.run)"
        }
    }

    func replace(_ sealed: [UInt8], _ transaction: any Transaction) throws {
        switch self {
        case .connection(let connection): try ConnectionStore(transaction).reseal(connection, sealed)
        case .alertSecret(let organization, _): try AlertStore(transaction).reseal(sealed, of: organization)
        case .mailPassword: try SettingStore(transaction).set(MailDesk.Setting.password.rawValue, Hex.text(sealed))
        case .segment(let segment): try RunStore(transaction).reseal(segment, sealed)
        case .bundles(let bundles): try SealedBundleStore(transaction).replace(bundles, sealed)
        case .hookKey(let hook, _): try Self.change(hook, transaction) { $0.key?.sealed = sealed }
        case .hookSignature(let hook, _): try Self.change(hook, transaction) { $0.signature?.sealed = sealed }
        }
    }

    /// Read again, as one webhook may have two secrets.
    private static func change(_ hook: Hook, _ transaction: any Transaction, _ body: (inout HookSettings) -> Void) throws {
        let store = HookStore(transaction)
        guard var hook = try store.hook(hook.id, in: hook.organization) else { return }
        var settings = hook.reading
        body(&settings)
        hook.settings = settings.text
        try store.save(hook)
    }
}
