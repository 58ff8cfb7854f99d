import Automation
import Stores
package import Values

extension HookDelivery {
    private static let bodyLimit = 8_192
    private static let fieldLimit = 50
    private static let textLimit = 500

    /// The request as its log has it: bounded, and without what opens something.
    func logged(_ settings: HookSettings) -> String {
        func list(_ fields: [(name: String, value: String)]) -> JSON {
            .array(
                fields.prefix(Self.fieldLimit).map {
                    ["name": .string(String($0.name.prefix(Self.textLimit))), "value": .string(String($0.value.prefix(Self.textLimit)))]
                })
        }
        var content = JSONObject()
        content["method"] = .string(method)
        content["address"] = .string(address)
        content["query"] = list(query)
        content["headers"] = list(shownHeaders(settings))
        let part = Array(body.prefix(Self.bodyLimit))
        // Cut, a character may have lost its end.
        let isText = String(validating: body, as: UTF8.self) != nil
        content["body"] = .string(isText ? String(decoding: part, as: UTF8.self) : Base64.encode(part))
        content["encoding"] = .string(isText ? "utf8" : "base64")
        content["truncated"] = .boolean(body.count > part.count)
        return JSON.object(content).text()
    }

    /// What is written down of a delivery that came as a bundle, by mail.
    static func logged(_ bundle: Value) -> String {
        let text = bundle.json.text()
        let isShort = text.utf8.count <= Self.bodyLimit
        var content = JSONObject()
        content["method"] = "MAIL"
        content["truncated"] = .boolean(!isShort)
        content["parsed"] = isShort ? bundle.json : .null
        return JSON.object(content).text()
    }

    /// What a body that was logged whole is as a bundle; `nil`: it wasn't, or can't be read.
    package static func parsed(_ content: JSON) -> JSON? {
        if let parsed = content["parsed"], parsed != .null { return parsed }
        guard content["truncated"]?.asBoolean == false, content["encoding"]?.asText == "utf8", let body = content["body"]?.asText,
            !body.isEmpty
        else { return nil }
        let type = content["headers"]?.asArray?.first { $0["name"]?.asText?.lowercased() == "content-type" }?["value"]?.asText
        return (try? HookBody().read(body: Array(body.utf8), contentType: type))?.json
    }
}
