import Automation
import NIOCore
import NIOHTTP1
import Values

/// A client that gets its tokens by the credentials of its own (RFC 6749 §4.4).
struct OAuthClient: Hashable, Sendable {
    private let connection: Int64
    private let name: String
    private let tokenURL: String
    private let id: String
    private let secret: String
    private let scope: String?
    private let sendsInBody: Bool

    init(_ connection: Connection) throws(ModuleFailure) {
        self.connection = connection.id
        name = connection.name
        tokenURL = try connection.required("tokenUrl", "Token URL")
        id = try connection.required("clientId", "Client ID")
        secret = try connection.required("clientSecret", "Client secret")
        scope = connection.fields.text("scope")
        sendsInBody = connection.fields.text("clientAuthentication") == "body"
    }

    func tokenRequest(_ settings: HTTPSettings) throws(ModuleFailure) -> OutboundRequest {
        var draft = try RequestDraft(["url": .text(tokenURL), "method": "post"], settings: settings)
        var rows: [Fields] = [["name": "grant_type", "value": "client_credentials"]]
        if let scope { rows.append(["name": "scope", "value": .text(scope)]) }
        if sendsInBody {
            rows += [["name": "client_id", "value": .text(id)], ["name": "client_secret", "value": .text(secret)]]
        } else {
            // Encoded as in a form before they are joined, as RFC 6749 §2.3.1 has it.
            draft.signIn(FormEncoding.encode(id), FormEncoding.encode(secret))
        }
        try draft.addHeaders([["name": "Accept", "value": "application/json"]])
        let form = FormEncoding.encode(rows, name: "name", blank: "+")
        try draft.setBody(Array(form.utf8), contentType: "application/x-www-form-urlencoded")
        let input = ModuleInput(moduleId: 0, module: "")
        return try draft.request(input, compressed: true, redirects: .never)
    }

    /// The answer is not quoted in an error: it may repeat what it was sent.
    func token(in response: OutboundResponse) throws(ModuleFailure) -> OAuthToken {
        let answer = try? ResponseOutput(response).data(parse: true)
        guard response.status < 300, let token = answer?.asCollection?.text("access_token"), HeaderSyntax.isValue(token) else {
            let what = response.status < 300 ? "gave no access token" : "answered \(response.status)"
            throw ModuleFailure(
                response.status == 429 ? "RateLimitError" : "InvalidAccessTokenError",
                "The token server of the connection '\(name)' \(what). Check its token URL, client ID, secret and scope.")
        }
        let lifetime = answer?.asCollection?.text("expires_in").flatMap { Int64($0) } ?? OAuthToken.assumedLifetime
        return OAuthToken(text: token, lifetime: min(max(lifetime, 0), 86_400))
    }
}

struct OAuthToken: Sendable {
    /// In seconds, where the server says nothing of it.
    static let assumedLifetime: Int64 = 300

    let text: String
    let until: NIODeadline

    init(text: String, lifetime: Int64) {
        self.text = text
        // What is about to expire may have done so before it arrives.
        until = .now() + .seconds(max(0, lifetime - min(30, lifetime / 4)))
    }
}
