import Automation
import NIOCore
import NIOHTTP1
import Values

/// An answer as modules hand it on.
struct ResponseOutput {
    let response: OutboundResponse
    let type: ContentType

    init(_ response: OutboundResponse) {
        self.response = response
        type = ContentType(response.headers)
    }

    /// Text where the body is text, bytes otherwise; what JSON says where `parse` is set.
    func data(parse: Bool) throws(ModuleFailure) -> Value {
        if parse, type.isJSON, response.body.readableBytes > 0 {
            do throws(JSONError) {
                return Value(try JSON(parsing: TextEncoding.json(Array(response.body.readableBytesView), charset: type.charset)))
            } catch {
                throw ModuleFailure("DataError", "The answer says that it is JSON, but it is not: \(error)")
            }
        }
        guard type.isText, let text else { return buffer }
        return .text(text)
    }

    var buffer: Value {
        .buffer(Buffer(bytes: Array(response.body.readableBytesView), encoding: type.isText ? charset ?? "utf8" : nil))
    }

    var headers: Value {
        .array(response.headers.map { ["name": .text($0.name.lowercased()), "value": .text($0.value)] })
    }

    var cookieHeaders: Value { .array(response.headers[canonicalForm: "set-cookie"].map { .text(String($0)) }) }

    var statusCode: Value { .number(Number(response.status)) }

    var size: Value { .number(Number(response.body.readableBytes)) }

    /// From `Content-Disposition`, or else the end of the path. A name, and no path.
    var fileName: String {
        let given = response.headers.first(name: "Content-Disposition").flatMap { HeaderValue($0).fileName }
        if let name = given?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last, name != ".", name != ".." { return String(name) }
        let path = response.address.target.prefix { $0 != "?" }
        return path.split(separator: "/").last.map { FormEncoding.decode($0) } ?? "file"
    }

    /// 4xx and 5xx as an error, with the answer as its detail.
    func throwIfFailed() throws(ModuleFailure) {
        guard response.status >= 400 else { return }
        let reason = HTTPResponseStatus(statusCode: response.status).reasonPhrase
        let data = (try? data(parse: true)) ?? (try? data(parse: false)) ?? .null
        throw ModuleFailure(
            response.status == 429 ? "RateLimitError" : "RuntimeError", "[\(response.status)] \(reason)",
            detail: ["statusCode": statusCode, "headers": headers, "data": data])
    }

    private var text: String? {
        let bytes = response.body.readableBytesView
        if type.isJSON { return String(validating: TextEncoding.json(Array(bytes), charset: charset), as: UTF8.self) }
        return TextEncoding.text(bytes, charset: charset)
    }

    /// What the header says; else what the document does.
    private var charset: String? {
        if let charset = type.charset { return charset }
        if type.isXML { return DeclaredCharset.xml(response.body.readableBytesView) }
        return type.mime == "text/html" ? DeclaredCharset.html(response.body.readableBytesView) : nil
    }
}
