import Foundation
import Testing
import Values

/// A blueprint that somebody exported, where such are at hand.
struct RealExport: Sendable, CustomTestStringConvertible {
    /// A module as it stands in the file, wherever in its flows.
    struct Module {
        let id: Int
        let name: String
        let json: JSON
    }

    let file: String
    let tree: JSON

    var testDescription: String { file }

    init(file: String, tree: JSON) {
        self.file = file
        self.tree = tree
    }

    static let folder = ProcessInfo.processInfo.environment["FLOWMETER_BLUEPRINTS"] ?? "/work/shared/data/blueprints"

    static let all: [RealExport] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: URL(filePath: folder).appending(path: name)), let tree = try? JSON(parsing: Array(data))
            else { return nil }
            return RealExport(file: name, tree: tree)
        }
    }()

    /// The collection that the tables of the tests are about.
    static let isCollection = all.count == 55 && FileManager.default.fileExists(atPath: "\(folder)/SOURCES.tsv")

    /// All modules, in the order in which they stand.
    var modules: [Module] {
        var found: [Module] = []
        func collect(_ json: JSON) {
            switch json {
            case .array(let items): items.forEach(collect)
            case .object(let object):
                if let name = json["module"]?.asText, let id = json["id"]?.asInteger {
                    found.append(Module(id: id, name: name, json: json))
                }
                object.members.forEach { collect($0.value) }
            default: break
            }
        }
        collect(tree)
        return found
    }

    /// The same with each module as `change` wants it.
    func changing(_ change: (Module, JSONObject) -> JSONObject) -> RealExport {
        func changed(_ json: JSON) -> JSON {
            switch json {
            case .array(let items): return .array(items.map(changed))
            case .object(var object):
                if let name = json["module"]?.asText, let id = json["id"]?.asInteger {
                    object = change(Module(id: id, name: name, json: json), object)
                }
                return .object(JSONObject(object.members.map { ($0.key, changed($0.value)) }))
            default: return json
            }
        }
        return RealExport(file: file, tree: changed(tree))
    }
}
