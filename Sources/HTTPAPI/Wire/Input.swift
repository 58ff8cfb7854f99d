import Foundation
import Hummingbird
import NIOCore
import Values

/// The JSON object that a request carries, read member by member; what is wrong is named.
struct Input {
    let object: JSON

    init(_ request: Request, context: some RequestContext) async throws {
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        do throws(JSONError) {
            object = buffer.readableBytes == 0 ? .object(JSONObject()) : try JSON(parsing: Array(buffer.readableBytesView))
        } catch {
            throw Problem.badRequest("The body is not JSON: \(error.description)")
        }
        guard object.asObject != nil else { throw Problem.badRequest("The body must be a JSON object.") }
    }

    /// The member, unless it is missing or null.
    subscript(name: String) -> JSON? {
        guard let member = object[name], !member.isNull else { return nil }
        return member
    }

    func text(_ name: String, upTo length: Int = 1_000) throws -> String {
        guard let text = try optionalText(name, upTo: length) else {
            throw Problem.invalid(name, "Missing value of required parameter '\(name)'.")
        }
        return text
    }

    /// Text that says something: no white space around it, and not empty.
    func name(_ name: String, upTo length: Int = 200) throws -> String {
        let text = try text(name, upTo: length).trimmed
        guard !text.isEmpty else { throw Problem.invalid(name, "'\(name)' must not be empty.") }
        return text
    }

    func optionalName(_ name: String, upTo length: Int = 200) throws -> String? {
        self[name] == nil ? nil : try self.name(name, upTo: length)
    }

    func optionalText(_ name: String, upTo length: Int = 1_000) throws -> String? {
        guard let member = self[name] else { return nil }
        guard let text = member.asText else { throw Problem.invalid(name, "'\(name)' must be text.") }
        guard text.utf8.count <= length else { throw Problem.invalid(name, "'\(name)' must not be longer than \(length) bytes.") }
        return text
    }

    /// An address that this server is to send something to.
    func optionalAddress(_ name: String, such example: String) throws -> String? {
        guard let text = try optionalText(name, upTo: 2_000)?.trimmed else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false, url.user == nil
        else { throw Problem.invalid(name, "'\(name)' must be an address such as \(example), without a password.") }
        return text
    }

    func integer(_ name: String) throws -> Int64 {
        guard let integer = try optionalInteger(name) else { throw Problem.invalid(name, "Missing value of required parameter '\(name)'.") }
        return integer
    }

    /// A number, or text that is one: clients send both.
    func optionalInteger(_ name: String) throws -> Int64? {
        guard let member = self[name] else { return nil }
        guard let integer = member.asInteger.map(Int64.init) ?? member.asText.flatMap({ Int64($0) }) else {
            throw Problem.invalid(name, "'\(name)' must be a whole number.")
        }
        return integer
    }

    func optionalBoolean(_ name: String) throws -> Bool? {
        guard let member = self[name] else { return nil }
        guard let flag = member.asBoolean else { throw Problem.invalid(name, "'\(name)' must be true or false.") }
        return flag
    }

    /// Milliseconds since 1970, or ISO 8601.
    func optionalInstant(_ name: String) throws -> Timestamp? {
        guard let member = self[name] else { return nil }
        let text = member.asText ?? member.asInteger.map(String.init)
        guard let instant = text.flatMap(Timestamp.init(lenient:)) else {
            throw Problem.invalid(name, "'\(name)' must be a time in milliseconds or in ISO 8601.")
        }
        return instant
    }

    func items(_ name: String) throws -> [JSON] {
        guard let member = self[name] else { return [] }
        guard let items = member.asArray else { throw Problem.invalid(name, "'\(name)' must be a list.") }
        return items
    }
}

extension Timestamp {
    /// Milliseconds since 1970, or ISO 8601.
    init?(lenient text: String) {
        if let milliseconds = Int64(text) {
            self.init(milliseconds: milliseconds)
        } else {
            self.init(iso8601: text)
        }
    }
}

extension String {
    var trimmed: String {
        var characters = self[...]
        while characters.first?.isWhitespace == true { characters.removeFirst() }
        while characters.last?.isWhitespace == true { characters.removeLast() }
        return String(characters)
    }
}
