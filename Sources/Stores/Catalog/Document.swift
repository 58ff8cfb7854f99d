import Ledger
import Values

/// What is wrong with a document of an operator: where, and what to do.
package struct DocumentProblem: Error, Hashable, Sendable {
    package let path: String
    package let message: String

    package init(_ path: String, _ message: String) {
        self.path = path
        self.message = message
    }
}

/// Reads the members of an object one by one; what is wrong is named by its path.
struct DocumentReader {
    let json: JSON
    let path: String

    init(_ json: JSON, path: String = "") {
        self.json = json
        self.path = path
    }

    func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func member(_ name: String) -> JSON? {
        guard let member = json[name], !member.isNull else { return nil }
        return member
    }

    func text(_ name: String) throws(DocumentProblem) -> String {
        guard let text = try optionalText(name), !text.isEmpty else { throw DocumentProblem(at(name), "Give '\(name)', a text.") }
        return text
    }

    func optionalText(_ name: String) throws(DocumentProblem) -> String? {
        guard let member = member(name) else { return nil }
        guard let text = member.asText, text.utf8.count <= 200 else {
            throw DocumentProblem(at(name), "'\(name)' is a text of at most 200 bytes.")
        }
        return text
    }

    func integer(_ name: String, _ range: ClosedRange<Int64>) throws(DocumentProblem) -> Int64 {
        guard let integer = try optionalInteger(name, range) else { throw DocumentProblem(at(name), "Give '\(name)', a whole number.") }
        return integer
    }

    func optionalInteger(_ name: String, _ range: ClosedRange<Int64>) throws(DocumentProblem) -> Int64? {
        guard let member = member(name) else { return nil }
        guard let integer = member.asInteger.map(Int64.init), range.contains(integer) else {
            throw DocumentProblem(at(name), "'\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return integer
    }

    func flag(_ name: String) throws(DocumentProblem) -> Bool? {
        guard let member = member(name) else { return nil }
        guard let flag = member.asBoolean else { throw DocumentProblem(at(name), "'\(name)' is true or false.") }
        return flag
    }

    func items(_ name: String) throws(DocumentProblem) -> [DocumentReader] {
        guard let member = member(name) else { return [] }
        guard let items = member.asArray, items.count <= 1_000 else {
            throw DocumentProblem(at(name), "'\(name)' is a list of at most 1,000.")
        }
        return items.enumerated().map { DocumentReader($0.element, path: "\(at(name))[\($0.offset)]") }
    }

    func object(_ name: String) -> DocumentReader? { member(name).map { DocumentReader($0, path: at(name)) } }

    /// Every member as text.
    func texts(_ name: String) throws(DocumentProblem) -> [String: String] {
        guard let member = member(name) else { return [:] }
        guard let object = member.asObject else { throw DocumentProblem(at(name), "'\(name)' is an object.") }
        var texts: [String: String] = [:]
        for member in object {
            guard let text = member.value.asText else { throw DocumentProblem("\(at(name)).\(member.key)", "This is the name of a rule.") }
            texts[member.key] = text
        }
        return texts
    }
}

/// Bounds of amounts in documents: a hundred billion credits.
let largestAmount: Int64 = 10_000_000_000_000
