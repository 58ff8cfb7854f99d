import Automation
import Values

/// `http:ActionGetFile` and its successor `http:DownloadFile`.
struct GetFile: EffectModule {
    let descriptor: ModuleDescriptor
    let caller: HTTPCaller
    private let errorField: String

    static func older(_ caller: HTTPCaller) -> GetFile {
        GetFile(
            descriptor: ModuleDescriptor(
                name: "http:ActionGetFile", versions: [3], label: "Get a file (older)",
                summary: "Downloads a file from a URL, in the form that older blueprints use.", app: .http, role: .action, effect: .effect,
                parameters: [HTTPFields.flag("handleErrors", "Treat 4xx and 5xx as errors", false, advanced: false)],
                mapper: [HTTPFields.url, HTTPFields.timeout, HTTPFields.shareCookies], output: output), caller: caller,
            errorField: "handleErrors")
    }

    static func current(_ caller: HTTPCaller) -> GetFile {
        GetFile(
            descriptor: ModuleDescriptor(
                name: "http:DownloadFile", versions: [4], label: "Download a file", summary: "Downloads a file from a URL.", app: .http,
                role: .action, effect: .effect, parameters: HTTPFields.signIn,
                mapper: [
                    HTTPFields.url, HTTPFields.pairs("headers", "Headers"),
                    HTTPFields.pairs("queryParameters", "Query parameters", value: "any"),
                    HTTPFields.flag("stopOnHttpError", "Treat 4xx and 5xx as errors", true, advanced: false), HTTPFields.timeout,
                    HTTPFields.shareCookies,
                ], output: output), caller: caller, errorField: "stopOnHttpError")
    }

    private static let output =
        [FieldDescriptor("fileName", "File name", "filename"), FieldDescriptor("data", "Data", "buffer"), HTTPFields.size]
        + HTTPFields.output

    func run(_ input: ModuleInput) async throws(ModuleFailure) -> EffectOutput {
        let mapper = input.mapper
        let signIn = try SignIn(input)
        let response = try await caller.perform(request(input), as: signIn)
        let output = ResponseOutput(response)
        let stops = input.parameters.flag(errorField, mapper.flag(errorField, errorField == "stopOnHttpError"))
        if stops { try output.throwIfFailed() }
        let bundle: Value = [
            "fileName": .text(output.fileName), "data": output.buffer, "fileSize": output.size, "statusCode": output.statusCode,
            "headers": output.headers,
        ]
        return EffectOutput(bundles: [bundle], transfer: response.transfer)
    }

    private func request(_ input: ModuleInput) throws(ModuleFailure) -> OutboundRequest {
        let mapper = input.mapper
        try Unsupported.refuse(input)
        var draft = try RequestDraft(["url": mapper["url"] ?? .null], settings: caller.settings)
        draft.addQuery(mapper.rows("queryParameters"))
        try draft.addHeaders(mapper.rows("headers"))
        var request = try draft.request(input, compressed: true, redirects: .always)
        request.tls = try HTTPFields.tls(input)
        if mapper.flag("shareCookies", false) { request.cookies = caller.cookies.jar(of: input.idempotencyKey) }
        return request
    }
}
