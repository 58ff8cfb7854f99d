import Automation
import Values

/// The stored credentials of a request, of those kinds that a header or a parameter carries.
enum SignIn: Sendable {
    case none
    case header(name: String, value: String)
    case query(name: String, value: String)
    case oAuth(OAuthClient)

    /// As `authenticationType` says, with the key of the field that belongs to it.
    init(_ input: ModuleInput) throws(ModuleFailure) {
        let choice = input.parameters.text("authenticationType") ?? input.mapper.text("authenticationType")
        switch choice?.lowercased() {
        case nil, "noauth", "none": self = .none
        case "apikey": self = try .apiKey(input.connection("apiKeyKeychain", "keychain:apikey"))
        case "basicauth": self = try .basic(input.connection("basicAuthKeychain", "keychain:basicauth"))
        case "oauth", "oauth2": self = try .oAuth(OAuthClient(input.connection("oAuthKeychain", "keychain:oauth2")))
        case let other?: throw .notSetUp("'\(other.prefix(40))' is not a way to sign in.")
        }
    }

    static func apiKey(_ connection: Connection) throws(ModuleFailure) -> SignIn {
        let name = try connection.required("name", "Name")
        let key = try connection.required("key", "Key")
        guard connection.fields.text("placement") != "query" else { return .query(name: name, value: key) }
        guard HeaderSyntax.isName(name), HeaderSyntax.isValue(key) else {
            throw .notSetUp("The name or the key of '\(connection.name)' has characters that a header can't have.")
        }
        return .header(name: name, value: key)
    }

    static func basic(_ connection: Connection) throws(ModuleFailure) -> SignIn {
        let user = connection.fields.text("user") ?? connection.fields.text("username") ?? ""
        return .header(name: "Authorization", value: .basic(user, connection.fields.text("password") ?? ""))
    }
}

extension String {
    /// The value of an `Authorization` header (RFC 7617).
    static func basic(_ user: String, _ password: String) -> String { "Basic " + Base64.encode(Array("\(user):\(password)".utf8)) }
}
