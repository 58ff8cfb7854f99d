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
                return Value(try JSON(parsing: Array(response.body.readableBytesView)))
            } catch {
                throw ModuleFailure("DataError", "The answer says that it is JSON, but it is not: \(error)")
            }
        }
        guard type.isText, let text else { return buffer }
        return .text(text)
    }

    var buffer: Value {
        .buffer(Buffer(bytes: Array(response.body.readableBytesView), encoding: type.isText ? type.charset ?? "utf8" : nil))
    }

    var headers: Value {
        .array(response.headers.map { ["name": .text($0.name.lowercased()), "value": .text($0.value)] })
    }

    var cookieHeaders: Value { .array(response.headers[canonicalForm: "set-cookie"].map { .text(String($0)) }) }

    var statusCode: Value { .number(Number(response.status)) }

    var size: Value { .number(Number(response.body.readableBytes)) }

    /// From `Content-Disposition`, or else the end of the path.
    var fileName: String {
        let disposition = response.headers.first(name: "Content-Disposition") ?? ""
        for part in disposition.split(separator: ";") {
            let pair = String(part).trimmingWhitespace
            guard pair.lowercased().hasPrefix("filename=") else { continue }
            let name = pair.dropFirst(9).filter { $0 != "\"" && $0 != "/" && $0 != "\\" }
            if !name.isEmpty { return String(name) }
        }
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
        switch type.charset {
        case nil, "utf-8", "utf8", "us-ascii", "ascii":
            return String(validating: bytes, as: UTF8.self)
        case "iso-8859-1", "latin1":
            var text = ""
            text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
            return text
        default: return nil
        }
    }
}
