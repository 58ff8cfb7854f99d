import Expressions
import Values

/// Makes templates of a module's values, and notes what is wrong with them.
struct TemplateReader {
    private(set) var warnings: [BlueprintWarning] = []
    private(set) var unknownFunctions: [String] = []
    /// Texts with `{{ }}`, and how many of them can't be read.
    private(set) var expressions = 0
    private(set) var failed = 0
    /// The modules that the texts read so far refer to; the compiler takes them per module.
    var references: Set<Int> = []
    /// Modules of which a text wants to know the order of bundles: `__IMTINDEX__`, `__IMTLENGTH__`.
    private(set) var ordered: Set<Int> = []

    mutating func warn(_ path: String, _ message: String) { warnings.append(BlueprintWarning(path: path, message: message)) }

    mutating func fields(_ object: JSONObject, path: String, types: [String: FieldType]) -> ModuleFields {
        ModuleFields(named(object, path: path, types: types))
    }

    private mutating func named(_ object: JSONObject, path: String, types: [String: FieldType]) -> [NamedTemplate] {
        var fields: [NamedTemplate] = []
        fields.reserveCapacity(object.members.count)
        for member in object.members {
            let type = types[member.key] ?? .any
            guard let template = template(member.value, path: "\(path).\(member.key)", type: type) else { continue }
            fields.append(NamedTemplate(name: member.key, template: template))
        }
        return fields
    }

    /// `nil` where the value says that the field isn't filled.
    mutating func template(_ json: JSON, path: String, type: FieldType = .any) -> FieldTemplate? {
        switch json {
        case .string(let text): return template(text, path: path, type: type)
        case .array(let items):
            let itemType = type.kind == .array ? type.item : .any
            var templates: [FieldTemplate] = []
            for (index, item) in items.enumerated() {
                if let template = template(item, path: "\(path)[\(index)]", type: itemType) { templates.append(template) }
            }
            let constants = templates.compactMap(\.constant)
            return constants.count == templates.count ? .constant(.array(constants)) : .list(templates)
        case .object(let object):
            let fields = named(object, path: path, types: type.fields)
            let constants = fields.compactMap { field in field.template.constant.map { (field.name, $0) } }
            return constants.count == fields.count ? .constant(.collection(Fields(constants))) : .collection(fields)
        case .null, .boolean, .number: return constant(Value(json), type: type)
        }
    }

    private mutating func template(_ text: String, path: String, type: FieldType) -> FieldTemplate? {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return constant(.text(text), type: type) }
        let template: Template
        do {
            template = try Template(parsing: text)
        } catch {
            expressions += 1
            failed += 1
            warn(path, "The expression can't be read: \(error.message) (character \(error.offset + 1)).")
            return .broken(error.message)
        }
        if template.isConstant {
            if text.contains("{{") { expressions += 1 }
            return constant(template, text, type: type)
        }
        expressions += 1
        for (name, _) in template.unknownFunctions {
            let hint = FunctionLibrary.hint(for: name)
            warn(path, "There is no function \"\(name)\"; this fails when it is reached." + (hint.isEmpty ? "" : " \(hint)"))
            if !unknownFunctions.contains(name) { unknownFunctions.append(name) }
        }
        references.formUnion(template.references)
        if text.contains("__IMT") { ordered.formUnion(template.references) }
        return .template(template, type)
    }

    /// `{{true}}` and `{{emptystring}}` are constants too.
    private func constant(_ template: Template, _ text: String, type: FieldType) -> FieldTemplate? {
        do throws(EvaluationError) {
            return constant(try template.evaluate(EvaluationScope.blank), type: type)
        } catch {
            return .template(template, type)
        }
    }

    /// Coerced beforehand where no zone is needed and nothing fails; otherwise that belongs to the run.
    private func constant(_ value: Value, type: FieldType) -> FieldTemplate? {
        guard type.kind != .any else { return .constant(value) }
        guard type.kind != .date else { return .typed(value, type) }
        do throws(EvaluationError) {
            return try type.coerced(value, zone: "UTC").map(FieldTemplate.constant)
        } catch {
            return .typed(value, type)
        }
    }
}

/// Something that will not work as written, found before a run.
package struct BlueprintWarning: Hashable, Sendable {
    package var path: String
    package var message: String

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}
