import Automation
import Values

/// `http:ActionSendData` and its kin: the forms of a request that older blueprints have, one for each way to sign in.
struct ActionSendData: EffectModule {
    let descriptor: ModuleDescriptor
    let caller: HTTPCaller
    private let signIn: @Sendable (ModuleInput) throws(ModuleFailure) -> SignIn

    static func all(_ caller: HTTPCaller) -> [ActionSendData] {
        [
            ActionSendData(
                descriptor: descriptor("http:ActionSendData", "Make a request (older)", "Sends an HTTP request", mapper: password),
                caller: caller
            ) { _ in .none },
            ActionSendData(
                descriptor: descriptor(
                    "http:ActionSendDataBasicAuth", "Make a Basic Auth request (older)",
                    "Sends an HTTP request with a stored user name and password", HTTPFields.key("auth", "keychain:basicauth")),
                caller: caller
            ) { input throws(ModuleFailure) in try .basic(input.connection("auth", "keychain:basicauth")) },
            ActionSendData(
                descriptor: descriptor(
                    "http:ActionSendDataAPIKeyAuth", "Make an API Key Auth request (older)", "Sends an HTTP request with a stored API key",
                    HTTPFields.key("auth", "keychain:apikey")), caller: caller
            ) { input throws(ModuleFailure) in try .apiKey(input.connection("auth", "keychain:apikey")) },
            ActionSendData(
                descriptor: descriptor(
                    "http:ActionSendDataOAuth", "Make an OAuth 2.0 request (older)",
                    "Sends an HTTP request with an access token of OAuth 2.0", HTTPFields.key("account", "keychain:oauth2")), caller: caller
            ) { input throws(ModuleFailure) in
                // Blueprints have `account`; `auth` is what its kin call it.
                .oAuth(try OAuthClient(input.connection(input.connections["auth"] == nil ? "account" : "auth", "keychain:oauth2")))
            },
        ]
    }

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let response = try await caller.perform(request(input), as: signIn(input))
        let output = ResponseOutput(response)
        if input.parameters.flag("handleErrors", false) { try output.throwIfFailed() }
        let bundle: Value = [
            "statusCode": output.statusCode, "headers": output.headers, "cookieHeaders": output.cookieHeaders,
            "data": try output.data(parse: input.mapper.flag("parseResponse", false)), "fileSize": output.size,
        ]
        return EffectOutput(bundles: [bundle], transfer: response.transfer)
    }

    private func request(_ input: ModuleInput) throws(ModuleFailure) -> OutboundRequest {
        let mapper = input.mapper
        try Unsupported.refuse(input)
        if mapper.flag("useMtls", false) {
            throw .notSetUp("This older module sends no client certificate; 'http:MakeRequest' does (its field tlsType).")
        }
        var draft = try RequestDraft(mapper, settings: caller.settings)
        draft.addQuery(mapper.rows("qs"))
        try draft.addHeaders(mapper.rows("headers"))
        draft.signIn(mapper.text("authUser"), mapper.text("authPass"))
        try setBody(of: &draft, mapper)
        let redirects: OutboundRequest.Redirects =
            mapper.flag("followAllRedirects", false) ? .always : mapper.flag("followRedirect", true) ? .forReading : .never
        var request = try draft.request(input, compressed: mapper.flag("gzip", true), redirects: redirects)
        let (authorities, verifies) = (mapper.text("ca"), mapper.flag("rejectUnauthorized", true))
        if authorities != nil || !verifies { request.tls = try TLSIdentity(authorities: authorities, verifies: verifies) }
        if mapper.flag("shareCookies", false) { request.cookies = caller.cookies.jar(of: input.idempotencyKey) }
        return request
    }

    private func setBody(of draft: inout RequestDraft, _ mapper: Fields) throws(ModuleFailure) {
        switch mapper.text("bodyType") {
        case nil: break
        case "raw":
            let type = mapper.text("contentType")
            try draft.setBody(mapper["data"]?.moduleBytes ?? [], contentType: type == "custom" ? nil : type)
        case "x_www_form_urlencoded":
            let form = FormEncoding.encode(mapper.rows("formFields"), name: "key", blank: "+")
            try draft.setBody(Array(form.utf8), contentType: "application/x-www-form-urlencoded")
        case "multipart_form_data":
            let form = MultipartForm(mapper.rows("formDataFields"))
            try draft.setBody(form.bytes, contentType: form.contentType)
        case let other?: throw .refused("'\(other.prefix(40))' is not a type of body.")
        }
    }
}

extension ActionSendData {
    private static func descriptor(
        _ name: String, _ label: String, _ what: String, _ key: FieldDescriptor? = nil, mapper signIn: [FieldDescriptor] = []
    ) -> ModuleDescriptor {
        ModuleDescriptor(
            name: name, versions: [3], label: label, summary: "\(what) and returns the answer, in the form that older blueprints use.",
            app: .http, role: .action, effect: .effect,
            parameters: (key.map { [$0] } ?? []) + [
                HTTPFields.flag(
                    "handleErrors", "Treat 4xx and 5xx as errors", false, help: "If not, the status code is in the output.",
                    advanced: false)
            ],
            mapper: request + signIn + settings,
            output: HTTPFields.output + [FieldDescriptor("cookieHeaders", "Cookie headers", "array"), HTTPFields.data, HTTPFields.size])
    }

    private static let request = [
        HTTPFields.url, HTTPFields.method, HTTPFields.pairs("headers", "Headers"), HTTPFields.pairs("qs", "Query string", value: "any"),
        FieldDescriptor(
            "bodyType", "Body type", "select", initial: "",
            options: [
                .init("", "None"), .init("raw", "Raw"), .init("x_www_form_urlencoded", "Form, URL-encoded"),
                .init("multipart_form_data", "Form with files (multipart)"),
            ]),
        FieldDescriptor(
            "contentType", "Content type", "select", help: "Of a raw body.",
            options: ["application/json", "text/plain", "application/xml", "text/xml", "text/html"].map { .init($0, $0) }
                + [.init("custom", "As a header says")]
        ).shown(when: "bodyType", is: "raw"),
        FieldDescriptor("data", "Request content", "any", help: "A raw body.", multiline: true).shown(when: "bodyType", is: "raw"),
        HTTPFields.pairs("formFields", "Fields", help: "Of a URL-encoded form.", key: "key")
            .shown(when: "bodyType", is: "x_www_form_urlencoded"),
        HTTPFields.parts("formDataFields").shown(when: "bodyType", is: "multipart_form_data"),
        HTTPFields.flag("parseResponse", "Parse the answer", false, help: "Turns a JSON answer into fields.", advanced: false),
    ]

    private static let password = [
        FieldDescriptor("authUser", "User name", help: "For sign-in with a name and a password.", advanced: true),
        FieldDescriptor("authPass", "Password", "password", advanced: true),
    ]

    private static let settings = [
        HTTPFields.timeout, HTTPFields.flag("followRedirect", "Follow redirects", true),
        HTTPFields.flag("followAllRedirects", "Follow redirects of all methods", false, help: "Not only those of GET and HEAD."),
        HTTPFields.flag("gzip", HTTPFields.compressed, true),
        HTTPFields.flag("serializeUrl", "Encode the URL", false, help: "Characters that a URL can't have are always encoded."),
        FieldDescriptor(
            "ca", "Trusted certificate", help: "PEM; besides the system's, for a server with a certificate of its own.", multiline: true,
            advanced: true),
        HTTPFields.flag(
            "rejectUnauthorized", "Reject unverified certificates", true,
            help: "Off: whoever answers at this address is believed, and may read and change what is sent."),
        HTTPFields.shareCookies,
    ]
}
