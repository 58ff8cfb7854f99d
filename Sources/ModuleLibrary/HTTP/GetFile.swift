import Automation
import Values

/// `http:ActionGetFile` and its successor `http:DownloadFile`.
struct GetFile: EffectModule {
    let descriptor: ModuleDescriptor
    let http: OutboundHTTP
    private let errorField: String

    static func older(_ http: OutboundHTTP) -> GetFile {
        GetFile(
            descriptor: ModuleDescriptor(
                name: "http:ActionGetFile", versions: [3], label: "Get a file (older)",
                summary: "Downloads a file from a URL, in the form that older blueprints use.", app: .http, role: .action, effect: .effect,
                parameters: [HTTPFields.flag("handleErrors", "Treat 4xx and 5xx as errors", false, advanced: false)],
                mapper: [HTTPFields.url, HTTPFields.timeout], output: output), http: http, errorField: "handleErrors")
    }

    static func current(_ http: OutboundHTTP) -> GetFile {
        GetFile(
            descriptor: ModuleDescriptor(
                name: "http:DownloadFile", versions: [4], label: "Download a file", summary: "Downloads a file from a URL.", app: .http,
                role: .action, effect: .effect,
                mapper: [
                    HTTPFields.url, HTTPFields.pairs("headers", "Headers"),
                    HTTPFields.pairs("queryParameters", "Query parameters", value: "any"),
                    HTTPFields.flag("stopOnHttpError", "Treat 4xx and 5xx as errors", true, advanced: false), HTTPFields.timeout,
                ], output: output), http: http, errorField: "stopOnHttpError")
    }

    private static let output =
        [FieldDescriptor("fileName", "File name", "filename"), FieldDescriptor("data", "Data", "buffer"), HTTPFields.size]
        + HTTPFields.output

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let mapper = input.mapper
        try Unsupported.refuse(input)
        var draft = try RequestDraft(["url": mapper["url"] ?? .null], settings: http.settings)
        draft.addQuery(mapper.rows("queryParameters"))
        try draft.addHeaders(mapper.rows("headers"))
        let response = try await http.perform(draft.request(input, compressed: true, redirects: .always))
        let output = ResponseOutput(response)
        let stops = input.parameters.flag(errorField, mapper.flag(errorField, errorField == "stopOnHttpError"))
        if stops { try output.throwIfFailed() }
        let bundle: Value = [
            "fileName": .text(output.fileName), "data": output.buffer, "fileSize": output.size, "statusCode": output.statusCode,
            "headers": output.headers,
        ]
        return EffectOutput(bundles: [bundle], transfer: response.transfer)
    }
}
