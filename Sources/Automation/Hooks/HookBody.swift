package import Values

/// The body of a delivery can't be read; the message says what is wrong with it.
package struct HookBodyError: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) { self.message = message }
}

/// Bounds of what a delivery may hold; each has a name, so that an error and the documents can give it.
package struct HookBodyLimits: Sendable {
    /// `webhook.fields`: fields of a form, in its query too.
    package var fields = 5_000
    /// `webhook.parts`: parts of a multipart body.
    package var parts = 500
    /// `webhook.partHeaderBytes`: bytes of the headers of one part.
    package var partHeaderBytes = 8_192
    /// `webhook.depth`: how deep the JSON may be.
    package var depth = 128

    package init() {}
}

/// Reads what was sent to a webhook. Pure, and bounded by the size of the body.
package struct HookBody: Sendable {
    package var limits: HookBodyLimits

    package init(limits: HookBodyLimits = .init()) { self.limits = limits }

    /// A collection: the fields of a JSON object or of a form; anything else is its field `value`. No body: no fields.
    package func read(body: [UInt8], contentType: String?) throws(HookBodyError) -> Value {
        guard !body.isEmpty else { return [:] }
        let type = contentType.map { HeaderValue($0) }
        switch type?.value ?? "" {
        case "application/json": return try json(body, charset: type?["charset"])
        case let name where name.hasSuffix("+json"): return try json(body, charset: type?["charset"])
        case "application/x-www-form-urlencoded":
            return .collection(try FormFields.read(FormFields.items(of: body), limits: limits))
        case "multipart/form-data":
            guard let boundary = type?["boundary"], !boundary.isEmpty else {
                throw HookBodyError(message: "The content type multipart/form-data names no boundary.")
            }
            return .collection(try MultipartReader(body, boundary: boundary, limits: limits).read())
        case let name: return ["value": content(body, type: name, charset: type?["charset"])]
        }
    }

    private func json(_ body: [UInt8], charset: String?) throws(HookBodyError) -> Value {
        do throws(JSONError) {
            var limits = JSONLimits()
            limits.maxDepth = min(limits.maxDepth, self.limits.depth)
            let content = Value(try JSON(parsing: TextEncoding.json(body, charset: charset), limits: limits))
            guard case .collection = content else { return ["value": content] }
            return content
        } catch {
            throw HookBodyError(message: "The body is not JSON: \(error.description)")
        }
    }

    /// Text where it is text; bytes stay bytes.
    private func content(_ body: [UInt8], type: String, charset: String?) -> Value {
        guard type.isEmpty || type.hasPrefix("text/") || type.hasSuffix("xml") else { return .buffer(Buffer(bytes: body)) }
        return TextEncoding.text(body, charset: charset).map(Value.text) ?? .buffer(Buffer(bytes: body))
    }
}
