package import Engine
package import Hummingbird
package import Logging

/// How the way in is set up.
package struct APISettings: Sendable {
    package var address: BindAddress
    /// The address that people use, `https://flow.example.org`, where it differs from the one listened at.
    package var publicAddress: String?
    package var pages: PageSource
    package var version: String
    package var passwords: PasswordHasher
    /// What stands after the `@` of a mail hook's address; `nil` where no mail is taken in.
    package var mailDomain: String?

    package init(
        address: BindAddress = .hostname("127.0.0.1", port: 8080), publicAddress: String? = nil, pages: PageSource = .program,
        version: String = "0.1.0",
        passwords: PasswordHasher = PasswordHasher()
    ) {
        self.address = address
        self.publicAddress = publicAddress
        self.pages = pages
        self.version = version
        self.passwords = passwords
    }
}

/// The one way in: pages, API, event streams and webhooks. The engine is a service of its own beside it.
package func makeApplication(
    engine: EngineService, secrets: InstallationSecrets, settings: APISettings, logger: Logger,
    onServerRunning: @escaping @Sendable (Int?) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let door = Door(
        engine: engine, scenarios: ScenarioDesk(engine: engine, secrets: secrets), hooks: HookDesk(engine: engine, secrets: secrets),
        secrets: secrets, passwords: settings.passwords, publicAddress: settings.publicAddress, version: settings.version,
        mailDomain: settings.mailDomain)
    return Application(
        router: makeRouter(door, settings), server: .http1(configuration: .init(idleTimeout: .seconds(90))),
        configuration: ApplicationConfiguration(address: settings.address),
        onServerRunning: { await onServerRunning($0.localAddress?.port) }, logger: logger)
}

/// Outermost first: what is added later does not cover what stands before it.
private func makeRouter(_ door: Door, _ settings: APISettings) -> Router<AppContext> {
    let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ProblemResponses())
    HookRoutes(hooks: door.hooks) { door.address(of: $0, peer: $1) }.add(to: router)
    PaymentEventRoutes(door: door).add(to: router)
    let api = router.group("api/v2")
        .add(middleware: OriginCheck(publicAddress: settings.publicAddress))
        .add(middleware: Authentication(storage: door.storage, now: door.now))
        .add(middleware: TokenPace(engine: door.engine))
    addRoutes(door, to: api, member: api.group(context: MemberContext.self))
    PageRoutes(pages: Pages(settings.pages)).add(to: router)
    return router
}

private func addRoutes(_ door: Door, to api: RouterGroup<AppContext>, member: RouterGroup<MemberContext>) {
    PingRoute().add(to: api)
    SettingsRoutes(door: door).add(to: api, member: member)
    SessionRoutes(door: door).add(to: api)
    UserRoutes(door: door).add(to: member)
    OrganizationRoutes(door: door).add(to: member)
    DashboardRoutes(door: door).add(to: member)
    SubscriptionRoutes(door: door).add(to: member)
    UsageRoutes(door: door).add(to: member)
    CreditUsageRoutes(door: door).add(to: member)
    ScenarioRoutes(door: door).add(to: member)
    BlueprintRoutes(door: door).add(to: member)
    ConsumptionRoutes(door: door).add(to: member)
    ScheduleRoutes(door: door).add(to: member)
    StartRoutes(door: door).add(to: member)
    LogRoutes(door: door).add(to: member)
    RunRoutes(door: door).add(to: member)
    ControlRoutes(door: door).add(to: member)
    IncompleteRoutes(door: door).add(to: member)
    SearchRoutes(door: door).add(to: member)
    ModuleRoutes(door: door).add(to: member)
    HookListRoutes(door: door).add(to: member)
    HookLogRoutes(door: door).add(to: member)
    DataStoreRoutes(door: door).add(to: member)
    ConnectionRoutes(door: door).add(to: member)
    KeyRoutes(door: door).add(to: member)
    RecordRoutes(door: door).add(to: member)
    DataStructureRoutes(door: door).add(to: member)
    EventRoutes(door: door).add(to: member)
    addCreditRoutes(door, to: member)
}

private func addCreditRoutes(_ door: Door, to member: RouterGroup<MemberContext>) {
    BalanceRoutes(door: door).add(to: member)
    StatementRoutes(door: door).add(to: member)
    LedgerRoutes(door: door).add(to: member)
    BudgetRoutes(door: door).add(to: member)
    PlanRoutes(door: door).add(to: member)
    PlanChangeRoutes(door: door).add(to: member)
    RateCardRoutes(door: door).add(to: member)
    PurchaseRoutes(door: door).add(to: member)
    AutoPurchasingRoutes(door: door).add(to: member)
    AlertRoutes(door: door).add(to: member)
    MailRoutes(door: door).add(to: member)
    ActRoutes(door: door).add(to: member)
}
