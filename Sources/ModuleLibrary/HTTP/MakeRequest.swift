import Automation
import NIOCore
import Values

/// `http:MakeRequest`
struct MakeRequest: EffectModule {
    let descriptor = ModuleDescriptor(
        name: "http:MakeRequest", versions: [4], label: "Make a request",
        summary: "Sends an HTTP request to any public server and returns the answer.",
        app: .http, role: .action, effect: .effect, parameters: HTTPFields.signIn,
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
                options: [.init("jsonString", "Text"), .init("dataStructure", "Fields")]
            ).shown(when: "contentType", is: "json"),
            FieldDescriptor("jsonStringBodyContent", "JSON text", help: "A JSON body, as text.", multiline: true)
                .shown(when: "inputMethod", is: "jsonString"),
            FieldDescriptor("dataStructureBodyContent", "JSON fields", "any", help: "A JSON body, as fields.")
                .shown(when: "inputMethod", is: "dataStructure"),
            HTTPFields.pairs("urlEncodedBodyContent", "Form fields", help: "Of a URL-encoded form.")
                .shown(when: "contentType", is: "urlEncoded"),
            HTTPFields.parts("multipartBodyContent").shown(when: "contentType", is: "multipart"),
            FieldDescriptor("contentTypeValue", "Content type", help: "Of another body, such as text/csv.")
                .shown(when: "contentType", is: "custom"),
            FieldDescriptor("rawBodyContent", "Content", "any", help: "Another body.", multiline: true)
                .shown(when: "contentType", is: "custom"), HTTPFields.parse,
            HTTPFields.flag(
                "stopOnHttpError", "Treat 4xx and 5xx as errors", true, help: "If not, the status code is in the output.", advanced: false),
            HTTPFields.flag("allowRedirects", "Follow redirects", true),
            HTTPFields.flag("requestCompressedContent", HTTPFields.compressed, true), HTTPFields.timeout, HTTPFields.shareCookies,
        ] + Paging.fields, output: HTTPFields.output + [HTTPFields.data])

    let caller: HTTPCaller

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let signIn = try SignIn(input)
        let request = try request(input)
        guard var paging = try Paging(input.mapper, input.parameters) else {
            let response = try await caller.perform(request, as: signIn)
            return EffectOutput(bundles: [try bundle(of: response, input)], transfer: response.transfer)
        }
        var output = EffectOutput(bundles: [])
        var next: OutboundRequest? = paging.first(request)
        var bytes = 0
        while let page = next {
            // Credentials are for the origin that the maker named, wherever an answer leads.
            let isHome = page.address.hasSameOrigin(as: request.address)
            let response: OutboundResponse
            do {
                response = try await caller.perform(page, as: isHome ? signIn : .none)
            } catch {
                throw output.bundles.isEmpty ? error : error.begun
            }
            output.bundles.append(try bundle(of: response, input))
            output.transfer += response.transfer
            bytes += response.body.readableBytes
            guard bytes <= Paging.maximumBytes else { throw Paging.tooLarge }
            next = try paging.next(after: response, to: page)
        }
        return output
    }

    private func bundle(of response: OutboundResponse, _ input: ModuleInput) throws(ModuleFailure) -> Value {
        let output = ResponseOutput(response)
        if input.mapper.flag("stopOnHttpError", true) { try output.throwIfFailed() }
        return [
            "statusCode": output.statusCode, "headers": output.headers,
            "data": try output.data(parse: input.mapper.flag("parseResponse", true)),
        ]
    }

    private func request(_ input: ModuleInput) throws(ModuleFailure) -> OutboundRequest {
        let mapper = input.mapper
        try Unsupported.refuse(input)
        var draft = try RequestDraft(mapper, settings: caller.settings)
        draft.addQuery(mapper.rows("queryParameters"))
        try draft.addHeaders(mapper.rows("headers"))
        try setBody(of: &draft, mapper)
        var request = try draft.request(
            input, compressed: mapper.flag("requestCompressedContent", true),
            redirects: mapper.flag("allowRedirects", true) ? .always : .never)
        request.tls = try HTTPFields.tls(input)
        if mapper.flag("shareCookies", false) { request.cookies = caller.cookies.jar(of: input.idempotencyKey) }
        return request
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
