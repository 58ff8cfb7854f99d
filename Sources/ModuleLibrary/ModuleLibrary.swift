package import Automation
package import NIOCore
import NIOPosix

/// Every module that this installation can run. Make one, share it, and shut it down at the end.
package struct ModuleLibrary: ModuleCatalog {
    private struct Entry: Sendable {
        var descriptor: ModuleDescriptor
        var execution: ModuleExecution?
    }

    /// In the order in which a picker shows them.
    package let descriptors: [ModuleDescriptor]
    private let entries: [String: Entry]
    let http: OutboundHTTP
    let mail: MailReach

    package init(
        httpSettings: HTTPSettings = .init(), patternLimits: PatternLimits = .init(), owners: (any OwnersMail)? = nil,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        http = OutboundHTTP(settings: httpSettings, group: eventLoopGroup)
        mail = MailReach(http: http)
        let caller = HTTPCaller(http: http)
        let ordered =
            Self.flow + Self.gateway + Self.http(caller) + Self.rss(caller) + Self.email(mail, owners) + Self.json + Self.documents
            + Self.tools(PatternCache(limits: patternLimits)) + Self.dataStore + Self.scenarioService
        descriptors = ordered.map(\.descriptor)
        entries = Dictionary(ordered.map { ($0.descriptor.name, $0) }) { _, _ in preconditionFailure("two modules have the same name") }
    }

    package func descriptor(for module: String) -> ModuleDescriptor? { entries[module]?.descriptor }

    /// How a module is run; `nil` for a module that is unknown, or that the interpreter carries out by itself.
    package func execution(for module: String) -> ModuleExecution? { entries[module]?.execution }

    /// Whether runs of a program begin with a trigger that looks for something by itself.
    package func asksTrigger(of program: Program) -> Bool {
        program.first.map { $0.role == .trigger && execution(for: $0.module) != nil } ?? false
    }

    /// Ends the connections of modules. Requests under way fail.
    package func shutdown() async {
        await mail.shutdown()
        await http.shutdown()
    }
}

extension ModuleLibrary {
    private static func pure(_ module: some PureModule) -> Entry { Entry(descriptor: module.descriptor, execution: .pure(module)) }
    private static func ours(_ module: some OwnModule) -> Entry { Entry(descriptor: module.descriptor, execution: .ours(module)) }
    private static func effect(_ module: some EffectModule) -> Entry { Entry(descriptor: module.descriptor, execution: .effect(module)) }
    private static func inherent(_ descriptor: ModuleDescriptor) -> Entry { Entry(descriptor: descriptor, execution: nil) }

    private static let flow =
        [BasicRouter.descriptor, BasicIfElse.descriptor, BasicIfElse.merge, BasicFeeder.descriptor, BasicAggregator.descriptor].map(
            inherent)
        + [pure(BasicRepeater()), pure(ThrowError()), pure(ThrowWarning())] + ErrorDirectives.descriptors.map(inherent) + [
            inherent(EmptyStep.descriptor)
        ]
    private static let gateway = [inherent(CustomWebHook.descriptor), inherent(CustomMailHook.descriptor), ours(WebhookRespond())]
    private static let json = [pure(ParseJSON()), pure(CreateJSON()), pure(TransformToJSON()), pure(AggregateToJSON()), pure(JSONToXML())]
    private static let documents =
        [
            pure(ParseCSV()), pure(CreateCSV.simple), pure(CreateCSV.advanced), pure(ParseXML()), pure(TransformToXML()),
            pure(XPathQuery()),
            pure(CompileMarkdown()), pure(DecompileMarkdown()), pure(PackAggregator()), pure(UnpackAction()),
        ] + Compression.all.map(pure)
    private static let dataStore = [
        ours(AddRecord()), ours(UpdateRecord()), ours(GetRecord()), ours(ExistRecord()), ours(SearchRecord()), ours(CountRecords()),
        ours(DeleteRecord()), ours(DeleteAllRecords()),
    ]
    private static let scenarioService = [
        inherent(StartSubscenario.descriptor), inherent(ReturnData.descriptor), ours(CallSubscenario()),
        ours(CustomizeRunName()),
    ]

    private static func http(_ caller: HTTPCaller) -> [Entry] {
        [effect(MakeRequest(caller: caller)), effect(GetFile.current(caller)), effect(ResolveURL(caller: caller)), pure(RetrieveHeaders())]
            + ActionSendData.all(caller).map { effect($0) } + [effect(GetFile.older(caller))]
    }

    private static func rss(_ caller: HTTPCaller) -> [Entry] {
        [effect(TriggerNewArticle(caller: caller)), effect(ReadArticles(caller: caller))]
    }

    private static func email(_ mail: MailReach, _ owners: (any OwnersMail)?) -> [Entry] {
        TriggerNewEmail.all(mail).map { effect($0) }
            + [
                effect(SendEmail(reach: mail)), effect(SendMeEmail(owners: owners)), effect(CreateDraft(reach: mail)),
                effect(SearchEmails(reach: mail)), effect(GetEmail(reach: mail)),
            ] + ChangeEmail.all(mail).map { effect($0) }
    }

    private static func tools(_ patterns: PatternCache) -> [Entry] {
        Variables.descriptors.map(inherent) + [
            pure(Switcher(patterns: patterns)), pure(ComposeTransformer()), inherent(TextAggregator.descriptor),
            pure(FunctionAggregator()), pure(TableAggregator()), pure(BasicTrigger()), pure(TransformEncoding()),
            pure(EvaluateExpression()), ours(FunctionSleep()), ours(FunctionIncrement()),
            pure(Parser.fixed(patterns)), pure(Parser.mapped(patterns)), pure(Replace(patterns: patterns)),
            pure(GetElementsFromText(patterns: patterns)), pure(HTMLToText()), pure(HTMLParser()), pure(HTMLTableParser()),
        ]
    }
}
