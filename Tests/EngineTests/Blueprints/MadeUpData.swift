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
            switch hint {
            case .date: put(.date(Self.date), at: path, of: id, replacing: true)
            case .url: put(.text("\(peer)/made-up"), at: path, of: id, replacing: true)
            case .archive: put(.buffer(Self.archive), at: path, of: id, replacing: true)
            case nil: put(text(path.last ?? ""), at: path, of: id, replacing: false)
            }
        }
        for (id, path, value) in Self.written[export.file] ?? [] { put(value, at: path, of: id, replacing: true) }
        // The text that a module reads has what the modules after that one want to find in it.
        for module in export.modules where module.name == "json:ParseJSON" {
            guard let text = module.json["mapper"]?["json"]?.asText, let (id, path) = Self.alone(text) else { continue }
            put(.text(bundle(of: module.id).json.text()), at: path, of: id, replacing: true)
        }
    }

    private mutating func put(_ value: Value, at path: [String], of id: Int, replacing: Bool) {
        bundles[id] = Self.placed(value, at: path[...], in: bundle(of: id), replacing: replacing)
    }

    /// What could not be guessed, by file.
    private static let written: [String: [(Int, [String], Value)]] = [
        "Alexxrc__UC3M-calendar-automatic-Upload---Make.com__Calendar-Automatic-Register.blueprint---Final.json": [
            (17, ["data"], .text(event))
        ],
        "hrithikkoduri__ConvoPro__make_workflow_blueprint.json": [
            (1, ["customerAvailability_date"], "2026-11-20T"), (1, ["customerAvailability_time"], "09:30:00Z"),
        ],
        "rkratik__Gmail-Slack-AI-Automation__Integration-Google-Forms.blueprint.json": [
            "778b574a", "3e555b2b", "3f7b522a", "458e9ec2", "320744c8",
        ].map {
            (1, ["answers", $0], "Yes")
        },
        "manasoid__make__blueprint-fab-virtual-assistant-schedule-checker.json": [(2, ["start"], .date(date)), (2, ["end"], .date(date))],
        // It answers such an update at once, and with the others a second time.
        "amrit-dash__Make-Automation-Projects__Update-Apps-Script-Code-Amrit-s-DSM-Bot.json": [(1, ["isTemplateUpdate"], false)],
    ]

    private static let event = """
        BEGIN:VEVENT\r
        UID:1@example.com\r
        SUMMARY:Lecture\r
        DESCRIPTION:Mathematics\r
        CLASS:PUBLIC\r
        LAST-MODIFIED:20261101T080000Z\r
        DTSTAMP:20261101T080000Z\r
        DTSTART:20261120T090000Z\r
        DTEND:20261120T103000Z\r
        CATEGORIES:Lectures\r
        END:VEVENT\r

        """

    /// A ZIP archive with one file, `a.csv`, that has four bytes.
    private static let archive = Buffer(
        bytes: {
            let (name, data): ([UInt8], [UInt8]) = (Array("a.csv".utf8), Array("a,b\n".utf8))
            // The checksum of the data (CRC-32), its size twice, the name's size.
            let common: [UInt8] = checksum(data) + [4, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0]
            let version: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 33, 0]
            let local = [0x50, 0x4B, 3, 4] + version + common + name + data
            let entry = [0x50, 0x4B, 1, 2, 20, 0] + version + common + Array(repeating: 0, count: 14) + name
            return local + entry + [
                0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, UInt8(entry.count), 0, 0, 0, UInt8(local.count), 0, 0, 0, 0, 0,
            ]
        }())

    private static func checksum(_ data: [UInt8]) -> [UInt8] {
        var sum = UInt32.max
        for byte in data {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
        }
        sum = ~sum
        return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: sum >> $0) }
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
        case archive
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
            if module.name == "archive:UnpackAction", let text = mapper?["data"]?.asText, let (id, path) = alone(text) {
                found.append((id, path, .archive))
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
