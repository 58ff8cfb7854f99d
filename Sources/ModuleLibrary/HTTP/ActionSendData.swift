import Automation
import Values

/// `http:ActionSendData`, the form of a request that older blueprints have.
struct ActionSendData: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "http:ActionSendData", versions: [3], label: "Make a request (older)",
        summary: "Sends an HTTP request and returns the answer, in the form that older blueprints use.", app: .http, role: .action,
        effect: .effect,
        parameters: [
            HTTPFields.flag(
                "handleErrors", "Treat 4xx and 5xx as errors", false, help: "If not, the status code is in the output.", advanced: false)
        ],
        mapper: [
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
                    + [.init("custom", "As a header says")]),
            FieldDescriptor("data", "Request content", "any", help: "A raw body.", multiline: true),
            HTTPFields.pairs("formFields", "Fields", help: "Of a URL-encoded form.", key: "key"), HTTPFields.parts("formDataFields"),
            HTTPFields.flag("parseResponse", "Parse the answer", false, help: "Turns a JSON answer into fields.", advanced: false),
            FieldDescriptor("authUser", "User name", help: "For sign-in with a name and a password.", advanced: true),
            FieldDescriptor("authPass", "Password", "password", advanced: true), HTTPFields.timeout,
            HTTPFields.flag("followRedirect", "Follow redirects", true),
            HTTPFields.flag("followAllRedirects", "Follow redirects of all methods", false, help: "Not only those of GET and HEAD."),
            HTTPFields.flag("gzip", HTTPFields.compressed, true),
            HTTPFields.flag("serializeUrl", "Encode the URL", false, help: "Characters that a URL can't have are always encoded."),
            HTTPFields.flag("rejectUnauthorized", "Reject unverified certificates", true),
            HTTPFields.flag("shareCookies", "Share cookies with other HTTP modules", false, help: "Not supported."),
        ],
        output: HTTPFields.output + [FieldDescriptor("cookieHeaders", "Cookie headers", "array"), HTTPFields.data, HTTPFields.size])

    let http: OutboundHTTP

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let response = try await http.perform(request(input))
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
        var draft = try RequestDraft(mapper, settings: http.settings)
        draft.addQuery(mapper.rows("qs"))
        try draft.addHeaders(mapper.rows("headers"))
        draft.signIn(mapper.text("authUser"), mapper.text("authPass"))
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
        let redirects: OutboundRequest.Redirects =
            mapper.flag("followAllRedirects", false) ? .always : mapper.flag("followRedirect", true) ? .forReading : .never
        return try draft.request(input, compressed: mapper.flag("gzip", true), redirects: redirects)
    }
}
