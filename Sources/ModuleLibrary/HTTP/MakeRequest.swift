import Automation
import Values

/// `http:MakeRequest`
struct MakeRequest: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "http:MakeRequest", versions: [4], label: "Make a request",
        summary: "Sends an HTTP request to any public server and returns the answer.",
        app: .http, role: .action, effect: .effect,
        parameters: [
            FieldDescriptor(
                "authenticationType", "Sign-in", "select", help: "Credentials can be sent in a header.", initial: "noAuth",
                options: [.init("noAuth", "None")])
        ],
        mapper: [
            HTTPFields.url, HTTPFields.method, HTTPFields.pairs("headers", "Headers"),
            HTTPFields.pairs("queryParameters", "Query parameters", value: "any"),
            FieldDescriptor(
                "contentType", "Body", "select", initial: "",
                options: [
                    .init("", "None"), .init("json", "JSON"), .init("urlEncoded", "Form, URL-encoded"),
                    .init("multipart", "Form with files (multipart)"), .init("custom", "Other"),
                ]),
            FieldDescriptor(
                "inputMethod", "JSON is given as", "select", initial: "jsonString",
                options: [.init("jsonString", "Text"), .init("dataStructure", "Fields")]),
            FieldDescriptor("jsonStringBodyContent", "JSON text", help: "A JSON body, as text.", multiline: true),
            FieldDescriptor("dataStructureBodyContent", "JSON fields", "any", help: "A JSON body, as fields."),
            HTTPFields.pairs("urlEncodedBodyContent", "Form fields", help: "Of a URL-encoded form."),
            HTTPFields.parts("multipartBodyContent"),
            FieldDescriptor("contentTypeValue", "Content type", help: "Of another body, such as text/csv."),
            FieldDescriptor("rawBodyContent", "Content", "any", help: "Another body.", multiline: true), HTTPFields.parse,
            HTTPFields.flag(
                "stopOnHttpError", "Treat 4xx and 5xx as errors", true, help: "If not, the status code is in the output.", advanced: false),
            HTTPFields.flag("allowRedirects", "Follow redirects", true),
            HTTPFields.flag("requestCompressedContent", HTTPFields.compressed, true), HTTPFields.timeout,
            HTTPFields.flag("shareCookies", "Share cookies with other HTTP modules", false, help: "Not supported."),
        ],
        output: HTTPFields.output + [HTTPFields.data])

    let http: OutboundHTTP

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let response = try await http.perform(request(input))
        let output = ResponseOutput(response)
        if input.mapper.flag("stopOnHttpError", true) { try output.throwIfFailed() }
        let bundle: Value = [
            "statusCode": output.statusCode, "headers": output.headers,
            "data": try output.data(parse: input.mapper.flag("parseResponse", true)),
        ]
        return EffectOutput(bundles: [bundle], transfer: response.transfer)
    }

    private func request(_ input: ModuleInput) throws(ModuleFailure) -> OutboundRequest {
        let mapper = input.mapper
        try Unsupported.refuse(input)
        var draft = try RequestDraft(mapper, settings: http.settings)
        draft.addQuery(mapper.rows("queryParameters"))
        try draft.addHeaders(mapper.rows("headers"))
        try setBody(of: &draft, mapper)
        return try draft.request(
            input, compressed: mapper.flag("requestCompressedContent", true),
            redirects: mapper.flag("allowRedirects", true) ? .always : .never)
    }

    private func setBody(of draft: inout RequestDraft, _ mapper: Fields) throws(ModuleFailure) {
        switch mapper.text("contentType") {
        case nil, "none": break
        case "json":
            let field = mapper.text("inputMethod") == "dataStructure" ? "dataStructureBodyContent" : "jsonStringBodyContent"
            guard let content = mapper[field], !content.isNull else { return }
            try draft.setBody(content.moduleBytes, contentType: "application/json")
        case "urlEncoded":
            let form = FormEncoding.encode(mapper.rows("urlEncodedBodyContent"), name: "name", blank: "+")
            try draft.setBody(Array(form.utf8), contentType: "application/x-www-form-urlencoded")
        case "multipart":
            let form = MultipartForm(mapper.rows("multipartBodyContent"))
            try draft.setBody(form.bytes, contentType: form.contentType)
        case "custom": try draft.setBody(mapper["rawBodyContent"]?.moduleBytes ?? [], contentType: mapper.text("contentTypeValue"))
        case let other?: throw .refused("'\(other.prefix(40))' is not a type of body.")
        }
    }
}
