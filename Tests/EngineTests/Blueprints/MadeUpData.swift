import Values

/// Bundles for modules that nobody can ask here, shaped as the export says: by the field specs of their output, and by what its
/// expressions read of them.
struct MadeUpData {
    /// Where a link leads.
    let peer: String
    private var bundles: [Int: Value] = [:]

    init(_ export: RealExport, peer: String) {
        self.peer = peer
        for module in export.modules {
            guard let specs = module.json["metadata"]?["interface"]?.asArray else { continue }
            bundles[module.id] = .collection(fields(specs, depth: 0))
        }
        for (id, path, hint) in Self.references(export) {
            let value: Value =
                switch hint {
                case .date: .date(Self.date)
                case .url: .text("\(peer)/made-up")
                case .json(let specs): .text(Value.collection(fields(specs, depth: 0)).json.text())
                case nil: text(path.last ?? "")
                }
            bundles[id] = Self.placed(value, at: path[...], in: bundles[id] ?? .collection([:]), replacing: hint != nil)
        }
    }

    func bundle(of module: Int) -> Value { bundles[module] ?? .collection([:]) }

    /// Values for declared inputs, and for any other list of field specs.
    func fields(_ specs: [JSON], depth: Int) -> Fields {
        guard depth < 8 else { return [:] }
        var fields: Fields = [:]
        for spec in specs {
            guard let name = spec["name"]?.asText else { continue }
            fields[name] = value(spec, name, depth: depth)
        }
        return fields
    }

    private func value(_ spec: JSON, _ name: String, depth: Int) -> Value {
        let inner = spec["spec"]
        switch spec["type"]?.asText {
        case "number", "integer", "uinteger": return 7
        case "boolean": return true
        case "date", "time": return .date(Self.date)
        case "buffer": return .buffer(Buffer(bytes: Array("made up".utf8)))
        case "collection": return .collection(fields(inner?.asArray ?? [], depth: depth + 1))
        case "array":
            if let specs = inner?.asArray { return [.collection(fields(specs, depth: depth + 1))] }
            guard let inner, inner.asObject != nil else { return [text(name)] }
            return [value(inner, name, depth: depth + 1)]
        default: return text(name)
        }
    }

    private static let date = Timestamp(iso8601: "2026-11-20T09:30:00.000Z") ?? Timestamp(milliseconds: 0)

    private func text(_ name: String) -> Value {
        let name = name.lowercased()
        if name.contains("url") || name.contains("link") { return .text("\(peer)/made-up") }
        if name.contains("email") || name == "address" { return "ada@example.com" }
        if name.contains("date") || name.contains("time") || name.hasSuffix("_at") { return "2026-11-20T09:30:00.000Z" }
        return "12"
    }

    // MARK: What the expressions read

    private enum Hint {
        case date
        case url
        /// The text of an object with these fields.
        case json([JSON])
    }

    private static func references(_ export: RealExport) -> [(id: Int, path: [String], hint: Hint?)] {
        var found: [(Int, [String], Hint?)] = []
        func collect(_ json: JSON) {
            switch json {
            case .string(let text): found += read(text)
            case .array(let items): items.forEach(collect)
            case .object(let object): object.members.forEach { collect($0.value) }
            default: break
            }
        }
        for module in export.modules {
            for part in ["mapper", "parameters", "filter"] { if let json = module.json[part] { collect(json) } }
            let mapper = module.json["mapper"]
            if module.name.hasPrefix("http:"), let text = mapper?["url"]?.asText, let (id, path) = alone(text) {
                found.append((id, path, .url))
            }
            if module.name == "json:ParseJSON", let text = mapper?["json"]?.asText, let (id, path) = alone(text) {
                found.append((id, path, .json(module.json["metadata"]?["interface"]?.asArray ?? [])))
            }
        }
        return found
    }

    private static func read(_ text: String) -> [(Int, [String], Hint?)] {
        guard text.contains("{{") else { return [] }
        return text.matches(
            of:
                /(formatDate\(|parseDate\(|add[A-Z][a-z]+\()?\s*(\d+)\.((?:`[^`]*`|[\p{L}_$\[\]\-][\p{L}\d_$\[\]\-]*)(?:\.(?:`[^`]*`|[\p{L}\d_$\[\]\-]+))*)/
        )
        .compactMap { match in
            Int(match.2).map { ($0, parts(match.3), match.1 == nil ? nil : Hint.date) }
        }
    }

    /// The text is one reference and nothing else.
    private static func alone(_ text: String) -> (Int, [String])? {
        guard let match = text.wholeMatch(of: /\{\{\s*(\d+)\.([^}();+ ]+|`[^`]*`)\s*\}\}/), let id = Int(match.1) else { return nil }
        return (id, parts(match.2))
    }

    /// `a[].b`, `` `a b`.c ``.
    private static func parts(_ path: Substring) -> [String] {
        path.matches(of: /`([^`]*)`|([^.`\[\]]+)|(\[\d*\])/).map { String($0.1 ?? $0.2 ?? "[]") }
    }

    /// Puts a value where a reference looks for it; what is there already stays, unless the reference knows better.
    private static func placed(_ value: Value, at path: ArraySlice<String>, in whole: Value, replacing: Bool) -> Value {
        guard let first = path.first else {
            if replacing { return value }
            return whole.isNull ? value : whole
        }
        if first == "[]" {
            let item = whole.asArray?.first ?? (whole.isNull ? .null : whole)
            return [placed(value, at: path.dropFirst(), in: item, replacing: replacing)]
        }
        if let items = whole.asArray, let item = items.first {
            return first == "length" ? whole : [placed(value, at: path, in: item, replacing: replacing)]
        }
        var fields = whole.asCollection ?? [:]
        if whole.asCollection == nil, !whole.isNull, !replacing { return whole }
        fields[first] = placed(value, at: path.dropFirst(), in: fields[first] ?? .null, replacing: replacing)
        return .collection(fields)
    }
}
