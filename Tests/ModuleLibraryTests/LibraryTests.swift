import Automation
import Foundation
import ModuleLibrary
import Testing
import Values

struct LibraryTests {
    let library = ModuleLibrary()

    static let modules = [
        "gateway:CustomWebHook", "gateway:WebhookRespond", "http:ActionSendData", "http:MakeRequest", "http:ActionGetFile",
        "http:DownloadFile", "http:ActionSendDataBasicAuth", "http:ActionSendDataAPIKeyAuth", "http:ActionSendDataOAuth",
        "http:ActionResolveURL", "http:ActionRetrieveHeaders", "rss:TriggerNewArticle", "rss:ActionReadArticles", "email:ActionSendEmail",
        "email:ActionSendMeEmail", "email:ActionCreateDraft", "email:TriggerNewEmail", "email:TriggerWatchEmails", "email:SearchEmails",
        "email:ActionGetEmail", "email:ActionMoveEmail", "email:ActionCopyEmail", "email:ActionDeleteEmail", "email:ActionMarkAsRead",
        "email:ActionMarkAsUnread",
        "json:ParseJSON", "json:CreateJSON", "json:TransformToJSON", "util:SetVariable2", "util:SetVariables", "util:GetVariable2",
        "util:GetVariables", "util:Switcher", "util:TextAggregator", "util:FunctionSleep", "util:ComposeTransformer", "builtin:BasicRouter",
        "builtin:BasicIfElse", "builtin:BasicMerge", "builtin:ThrowError", "builtin:ThrowWarning", "scenario-service:CallSubscenario",
        "builtin:BasicFeeder", "builtin:BasicRepeater", "builtin:BasicAggregator", "builtin:Ignore", "builtin:Resume", "builtin:Commit",
        "builtin:Rollback",
        "builtin:Break",
        "scenario-service:StartSubscenario", "scenario-service:ReturnData", "scenario-service:CustomizeRunName", "datastore:AddRecord",
        "datastore:GetRecord",
        "datastore:UpdateRecord", "datastore:ExistRecord", "datastore:SearchRecord", "datastore:CountRecords", "datastore:DeleteRecord",
        "datastore:DeleteAllRecords", "util:FunctionIncrement", "gateway:CustomMailHook",
        "placeholder:Placeholder", "regexp:Parser", "regexp:AdvancedParser", "regexp:Replace",
        "json:AggregateToJSON", "json:JSONtoXML", "csv:ParseCSV", "csv:CreateAggregator", "csv:CreateAdvancedAggregator", "xml:ParseXML",
        "xml:TransformToXML", "xml:XPathQuery", "archive:PackAggregator", "archive:UnpackAction", "archive:Gzip", "archive:Gunzip",
        "archive:Deflate",
        "archive:Inflate", "util:FunctionAggregator2", "util:AggregateAggregator", "util:BasicTrigger", "util:TransformEncoding",
        "math:EvaluateExpression", "markdown:Compile", "markdown:Decompile", "regexp:GetElementsFromText", "regexp:HTMLParser",
        "regexp:HTMLTableParser2", "regexp:HTMLToText",
    ]

    @Test(arguments: modules)
    func `every module has a descriptor of its own name`(module: String) throws {
        let descriptor = try #require(library.descriptor(for: module))
        #expect(descriptor.name == module)
        #expect(module.hasPrefix(descriptor.app.name + ":"))
        #expect(!descriptor.label.isEmpty && descriptor.summary.hasSuffix("."))
        #expect(!descriptor.app.icon.isEmpty && descriptor.app.color.count == 7)
        for field in descriptor.parameters + descriptor.mapper + descriptor.output { try check(field) }
    }

    private func check(_ field: FieldDescriptor) throws {
        #expect(!field.name.isEmpty && !field.label.isEmpty, "\(field.name)")
        if field.type == "select" {
            #expect(!field.options.isEmpty, "\(field.name)")
            if let initial = field.initial?.asText { #expect(field.options.contains { $0.value == initial }, "\(field.name)") }
        }
        #expect(Set(field.fields.map(\.name)).count == field.fields.count, "\(field.name)")
        for inner in field.fields { try check(inner) }
    }

    @Test func `the list holds each module once, and nothing else`() {
        #expect(library.descriptors.map(\.name).sorted() == Self.modules.sorted())
    }

    @Test(arguments: [
        ("builtin:BasicRouter", ModulePrice.free), ("builtin:Ignore", .free), ("builtin:Break", .free), ("placeholder:Placeholder", .free),
        ("scenario-service:StartSubscenario", .operationOnly), ("scenario-service:ReturnData", .operationOnly),
        ("scenario-service:CustomizeRunName", .operationOnly),
        ("http:MakeRequest", .perOperation), ("util:SetVariable2", .perOperation), ("gateway:CustomWebHook", .perOperation),
        ("builtin:BasicFeeder", .perOperation), ("builtin:BasicAggregator", .perOperation), ("util:FunctionSleep", .perOperation),
    ])
    func `prices follow the rules`(module: String, price: ModulePrice) throws {
        let descriptor = try #require(library.descriptor(for: module))
        #expect(descriptor.price == price)
    }

    @Test(arguments: modules)
    func `how a module is run agrees with its effect`(module: String) throws {
        let descriptor = try #require(library.descriptor(for: module))
        switch library.execution(for: module) {
        case .pure: #expect(descriptor.effect == .pure && [.action, .search, .aggregator, .trigger].contains(descriptor.role))
        case .ours: #expect(descriptor.effect == .ours)
        case .effect: #expect(descriptor.effect == .effect)
        case nil: #expect(descriptor.effect == .pure && descriptor.role != .action)
        }
    }

    @Test func `an aggregator says where its bundles come from, and is charged once`() {
        for descriptor in library.descriptors where descriptor.role.isAggregator {
            #expect(descriptor.parameters.first?.name == "feeder" && descriptor.price == .perOperation, "\(descriptor.name)")
        }
    }

    @Test func `every field that names a connection names a kind that there is`() {
        let known = Set(ModuleLibrary.connectionTypes.map(\.type))
        let fields = library.descriptors.flatMap(\.parameters).filter(\.namesConnection)
        #expect(Set(fields.map(\.type)) == known)
        #expect(known.count == ModuleLibrary.connectionTypes.count)
    }

    @Test(arguments: ModuleLibrary.connectionTypes)
    func `a kind of connection has a form`(type: ConnectionDescriptor) throws {
        #expect(type.fields.contains { $0.type == "password" || $0.type == "cert" }, "it keeps no secret")
        for field in type.fields { try check(field) }
    }

    @Test func `a field that is shown for some values names those of a choice beside it`() {
        func check(_ fields: [FieldDescriptor], _ module: String) -> Int {
            fields.reduce(0) { count, field in
                let inner = check(field.fields, module)
                guard let condition = field.shownWhen else { return count + inner }
                let choice = fields.first { $0.name == condition.field && $0.type == "select" }
                #expect(choice != nil && !condition.values.isEmpty, "\(module): \(field.name)")
                #expect(Set(condition.values).isSubset(of: choice?.options.map(\.value) ?? []), "\(module): \(field.name)")
                return count + inner + 1
            }
        }
        let counts = library.descriptors.map { check($0.parameters, $0.name) + check($0.mapper, $0.name) }
        #expect(counts.reduce(0, +) > 20)
    }

    @Test func `an unknown module is unknown`() {
        #expect(library.descriptor(for: "nowhere:Nothing")?.name == nil)
        if library.execution(for: "nowhere:Nothing") != nil { Issue.record("it can be run") }
    }
}

struct ModulesPageTests {
    @Test func `the page names every module and every field`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/modules.md").resolvingSymlinksInPath()
        let text = try String(contentsOf: page, encoding: .utf8)
        for descriptor in ModuleLibrary().descriptors {
            #expect(text.contains("`\(descriptor.name)`"))
            for field in descriptor.parameters + descriptor.mapper + descriptor.output {
                #expect(text.contains("`\(field.name)`"), "\(descriptor.name): \(field.name)")
            }
        }
    }
}
