import Automation
import Engine
import Foundation
import ModuleLibrary
import StorageCore
import Stores
import TestSupport
import Values

/// What the ids of an export name, made anew here: connections and keys that lead to servers of the test, data stores, data structures.
struct BlueprintSurroundings {
    let test: TestEngine
    let http: PeerProgram
    let mail: PeerProgram?

    var peer: String { "http://127.0.0.1:\(http.port)" }

    /// The export as somebody has it who imported it and chose everything anew.
    func settled(_ export: RealExport) async throws -> RealExport {
        var kept: [Int: JSONObject] = [:]
        for module in export.modules {
            var parameters = module.json["parameters"]?.asObject ?? JSONObject()
            for field in test.engine.library.descriptor(for: module.name)?.parameters ?? [] {
                guard let given = parameters[field.name], !given.isNull, given != "" || field.required else { continue }
                if field.namesConnection { parameters[field.name] = .number("\(try await connection(field.type))") }
                if field.type == "datastore" { parameters[field.name] = .number("\(try await store())") }
                if field.type == "udt", given != "" {
                    parameters[field.name] = try await structure(module).map { .number("\($0)") } ?? ""
                }
            }
            kept[module.id] = parameters
        }
        let data = MadeUpData(export, peer: peer)
        /// What is made up for a request's answer, for the server to give.
        func answer(_ module: Int) -> String {
            let answer = data.bundle(of: module)["data"] ?? ["id": "1"]
            let text = answer.asText ?? answer.json.text()
            return text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return export.changing { module, object in
            var object = object
            if let parameters = kept[module.id], object["parameters"]?.asObject != nil { object["parameters"] = .object(parameters) }
            if module.name.hasPrefix("http:"), var mapper = object["mapper"]?.asObject, let url = mapper["url"]?.asText {
                let address = url.replacing(/^https?:\/\/[^\/{?]+/, with: peer)
                mapper["url"] = .string(address + (address.contains("?") ? "&" : "?") + "answer=" + answer(module.id))
                object["mapper"] = .object(mapper)
            }
            if module.name == "email:ActionSendEmail", let mapper = object["mapper"] {
                let text = mapper.text().replacing(/your-email-address(-here)?/, with: "ada@example.com")
                object["mapper"] = (try? JSON(parsing: Array(text.utf8))) ?? mapper
            }
            return object
        }
    }

    /// A mail server for the installation itself, and somebody whom the scenarios belong to.
    func addOwner() async throws {
        guard let mail else { return }
        let (organization, now) = (test.organization.id, test.clock.now)
        try await test.engine.storage.write {
            let settings = SettingStore($0)
            try settings.set(MailDesk.Setting.server.rawValue, "smtp://127.0.0.1:\(mail.port)")
            try settings.set(MailDesk.Setting.security.rawValue, "none")
            try settings.set(MailDesk.Setting.from.rawValue, "flowmeter@example.com")
            let identity = IdentityStore($0)
            let owner = User(
                id: .init(try SequenceStore($0).next("user")), name: "Ada", email: "ada@example.com", password: nil, isOperator: false,
                zone: nil, locale: nil)
            try identity.add(owner, at: now)
            try identity.grant(.owner, to: owner.id, in: organization)
        }
    }

    private func connection(_ type: String) async throws -> Int64 {
        let fields: JSONObject =
            switch type {
            case "account:smtp":
                ["host": "127.0.0.1", "port": .string("\(mail?.port ?? 25)"), "security": "none", "from": "me@example.com"]
            case "account:imap": ["host": "127.0.0.1", "security": "none"]
            case "keychain:apikey": ["key": "Bearer key", "placement": "header", "name": "Authorization"]
            case "keychain:oauth2": ["tokenUrl": .string("\(peer)/token"), "clientId": "me", "clientSecret": "secret"]
            default: ["user": "me", "password": "secret"]
            }
        let (team, now, secrets) = (test.team, test.clock.now, test.engine.secrets)
        return try await test.engine.storage.write {
            let form = try ConnectionForm(type: type, prefix: String(type.prefix { $0 != ":" }) + ":", field: "type")
            return try ConnectionDesk($0, secrets, at: now).add(form, name: type, fields, team: team).id.rawValue
        }
    }

    private func store() async throws -> Int64 {
        let (organization, team, now) = (test.organization.id, test.team.id, test.clock.now)
        return try await test.engine.storage.write {
            let id = try SequenceStore($0).next("dataStore")
            try DataStoreStore($0).add(
                DataStore(id: .init(id), organization: organization, team: team, name: "Store", records: 0, size: 0, maxSize: 1 << 20),
                at: now)
            return id
        }
    }

    /// Of what the export knows of it: the fields that the module writes or reads. `nil`: it knows none.
    private func structure(_ module: RealExport.Module) async throws -> Int64? {
        let metadata = module.json["metadata"]
        let specs = metadata?[module.name == "json:ParseJSON" ? "interface" : "expect"] ?? []
        guard let fields = try? FieldSpec.read(specs), !fields.isEmpty else { return nil }
        let (organization, team, now) = (test.organization.id, test.team.id, test.clock.now)
        return try await test.engine.storage.write {
            let id = try SequenceStore($0).next("dataStructure")
            try DataStructureStore($0).add(
                DataStructure(id: .init(id), organization: organization, team: team, name: "Fields", spec: specs.text(), strict: false),
                at: now)
            return id
        }
    }
}
