import HTTPTypes
import NIOCore
import Values

/// What a delivery to a webhook carries, as the trigger's bundle.
enum HookBody {
    /// The query's fields, and the body's over them; a body that is no object is the field `value`.
    static func bundle(query: QueryItems, contentType: String?, body: [UInt8]) throws -> Value {
        let fields = fields(query.all)
        guard !body.isEmpty else { return .collection(fields) }
        let type = contentType.map(mediaType) ?? ""
        if type == "application/json" || type.hasSuffix("+json") {
            let content = try json(body)
            guard case .collection(let payload) = content else { return .collection(merged(fields, ["value": content])) }
            return .collection(merged(fields, payload))
        }
        if type == "application/x-www-form-urlencoded" {
            let form = QueryItems(String(decoding: body, as: UTF8.self))
            return .collection(merged(fields, Self.fields(form.all)))
        }
        return .collection(merged(fields, ["value": content(body, type: type)]))
    }

    private static func json(_ body: [UInt8]) throws -> Value {
        do throws(JSONError) {
            return Value(try JSON(parsing: body))
        } catch {
            throw Problem.badRequest("The body is not JSON: \(error.description)")
        }
    }

    /// A repeated name, or one that ends in `[]`, is a list.
    private static func fields(_ items: [(name: String, value: String)]) -> Fields {
        var fields = Fields()
        for (name, value) in items {
            let isList = name.hasSuffix("[]")
            let key = isList ? String(name.dropLast(2)) : name
            switch fields[key] {
            case nil: fields[key] = isList ? .array([.text(value)]) : .text(value)
            case .array(let before)?: fields[key] = .array(before + [.text(value)])
            case let before?: fields[key] = .array([before, .text(value)])
            }
        }
        return fields
    }

    private static func merged(_ fields: Fields, _ over: Fields) -> Fields {
        var merged = fields
        for entry in over.entries { merged[entry.key] = entry.value }
        return merged
    }

    /// Text where it is text; bytes stay bytes.
    private static func content(_ body: [UInt8], type: String) -> Value {
        if type.isEmpty || type.hasPrefix("text/") || type.hasSuffix("xml"), let text = String(validating: body, as: UTF8.self) {
            return .text(text)
        }
        return .buffer(Buffer(bytes: body))
    }

    private static func mediaType(_ header: String) -> String {
        String(header.prefix { $0 != ";" }).trimmed.lowercased()
    }
}
