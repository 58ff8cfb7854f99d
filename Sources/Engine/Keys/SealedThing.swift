import StorageCore
import Stores
import Values

/// Something in the database that only the installation's key opens. The list is closed: what is sealed elsewhere has to be added here.
enum SealedThing {
    case connection(StoredConnection)
    case alertSecret(Organization.ID, [UInt8])
    case mailPassword([UInt8])
    case segment(SealedSegment)

    static func all(_ transaction: any Transaction) throws -> [SealedThing] {
        var things = try ConnectionStore(transaction).all().map(SealedThing.connection)
        things += try AlertStore(transaction).sealedSecrets().map { .alertSecret($0.organization, $0.secret) }
        if let text = try SettingStore(transaction).all()[MailDesk.Setting.password.rawValue], let sealed = Hex.bytes(text), !sealed.isEmpty
        {
            things.append(.mailPassword(sealed))
        }
        things += try RunStore(transaction).sealedSegments().map(SealedThing.segment)
        return things
    }

    var sealed: [UInt8] {
        switch self {
        case .connection(let connection): connection.sealed
        case .alertSecret(_, let sealed), .mailPassword(let sealed): sealed
        case .segment(let segment): segment.sealed
        }
    }

    /// What it was sealed for.
    var place: String {
        switch self {
        case .connection(let connection): connection.place
        case .segment(let segment): ConfidentialBundles.place(segment.run, segment.organization)
        case .alertSecret, .mailPassword: ""
        }
    }

    /// For the one who has to enter it again.
    var name: String {
        switch self {
        case .connection(let connection): "connection \(connection.id) '\(connection.name)' of organization \(connection.organization)"
        case .alertSecret(let organization, _): "secret of the alerts' webhook of organization \(organization)"
        case .mailPassword: "password of the mail server"
        case .segment(let segment): "data of the confidential run \(segment.run), which lives"
        }
    }

    func replace(_ sealed: [UInt8], _ transaction: any Transaction) throws {
        switch self {
        case .connection(let connection): try ConnectionStore(transaction).reseal(connection, sealed)
        case .alertSecret(let organization, _): try AlertStore(transaction).reseal(sealed, of: organization)
        case .mailPassword: try SettingStore(transaction).set(MailDesk.Setting.password.rawValue, Hex.text(sealed))
        case .segment(let segment): try RunStore(transaction).reseal(segment, sealed)
        }
    }
}
