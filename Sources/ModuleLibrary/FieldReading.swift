import Automation
import Values

/// Fields as a module reads them. Blueprints write most scalars as text, so `"true"` and `"200"` count as what they say.
extension Fields {
    /// The text of a field; `nil` where it is missing, null or empty.
    func text(_ name: String) -> String? {
        guard let text = self[name]?.moduleText, !text.isEmpty else { return nil }
        return text
    }

    func required(_ name: String, _ label: String) throws(ModuleFailure) -> String {
        guard let text = text(name) else { throw .refused("The field '\(label)' is empty.") }
        return text
    }

    func flag(_ name: String, _ fallback: Bool) -> Bool {
        switch self[name] {
        case .boolean(let flag): flag
        case .text("true"), .text("1"): true
        case .text("false"), .text("0"), .text("no"): false
        case .number(let number): !number.isZero
        default: fallback
        }
    }

    /// A whole number within `range`; `nil` where the field is empty.
    func integer(_ name: String, _ label: String, in range: ClosedRange<Int>) throws(ModuleFailure) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Number(parsing: text.trimmingWhitespace)?.int, range.contains(number) else {
            throw .refused("The field '\(label)' must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// An instant, as a date or as ISO 8601; `nil` where the field is empty.
    func date(_ name: String, _ label: String) throws(ModuleFailure) -> Timestamp? {
        if case .date(let date) = self[name] { return date }
        guard let text = text(name) else { return nil }
        guard let date = Timestamp(iso8601: text.trimmingWhitespace) else {
            throw .refused("The field '\(label)' must be a date, such as 2026-11-22T10:00:00Z.")
        }
        return date
    }

    /// The texts of an array field; a single value counts as one of them.
    func texts(_ name: String) -> [String] {
        switch self[name] {
        case .array(let items): items.map(\.moduleText).filter { !$0.isEmpty }
        case let value: [value?.moduleText ?? ""].filter { !$0.isEmpty }
        }
    }

    /// The collections of an array field.
    func rows(_ name: String) -> [Fields] {
        switch self[name] {
        case .array(let items): items.compactMap(\.asCollection)
        case .collection(let fields): [fields]
        default: []
        }
    }
}

extension Value {
    /// What the value is as text in a field: JSON for what has parts.
    var moduleText: String {
        switch self {
        case .null: ""
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): number.description
        case .text(let text): text
        case .date(let date): date.iso8601
        case .buffer(let buffer):
            buffer.encoding.flatMap { TextEncoding.text(buffer.bytes, in: $0) } ?? String(decoding: buffer.bytes, as: UTF8.self)
        case .array, .collection: String(decoding: moduleBytes, as: UTF8.self)
        }
    }

    /// What the value is as a body or a file.
    var moduleBytes: [UInt8] {
        switch self {
        case .buffer(let buffer): return buffer.bytes
        case .array, .collection:
            var bytes: [UInt8] = []
            writeJSON(into: &bytes)
            return bytes
        default: return Array(moduleText.utf8)
        }
    }
}

extension ModuleFailure {
    /// What was asked can't be begun, and so is not charged.
    static func refused(_ message: String) -> ModuleFailure { ModuleFailure("DataError", message, began: false) }
    /// What the module needs isn't set up.
    static func notSetUp(_ message: String) -> ModuleFailure { ModuleFailure("InvalidConfigurationError", message, began: false) }
    /// A bound was reached; its name tells the operator what to ask for.
    static func reached(_ bound: String, _ message: String, type: String = "DataSizeLimitExceededError") -> ModuleFailure {
        ModuleFailure(type, "\(message) (limit \(bound)).")
    }
}
