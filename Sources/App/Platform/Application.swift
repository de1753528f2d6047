import Domain
import Foundation
import GRDB
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What every slice is built from.
struct Services: Sendable {
    let database: any DatabaseWriter
    let configuration: Configuration
    let assets: Assets
    let atlas = Atlas()
    /// The time, as an argument: tests set it.
    let now: @Sendable () -> Date
    let hasher: PasswordHasher
    let throttle = SignInThrottle()

    init(
        database: any DatabaseWriter, configuration: Configuration, now: @escaping @Sendable () -> Date = { Date.now }
    ) throws {
        self.database = database
        self.configuration = configuration
        self.now = now
        hasher = PasswordHasher(
            cost: .init(logRounds: configuration.scryptCost, blockSize: 8, parallelism: 3))
        assets = try Assets(folder: Resources.folder().appending(path: "Public"))
    }
}

extension Services {
    var cookie: BrowserCookie { BrowserCookie(isSecure: configuration.isSecure) }
    var sessions: SessionStore { SessionStore(database: database) }
    var letters: AccountLetters { AccountLetters(networkAddress: configuration.baseURL) }
    var links: LinkStore { LinkStore(database: database, letters: letters) }
    var outbox: OutboxStore { OutboxStore(database: database) }
}

/// The router with every route of every slice, and the list of them for the authorisation matrix.
func buildRoutes(_ services: Services, logsRequests: Bool) throws -> (Router<WebContext>, [Endpoint]) {
    let router = Router(context: WebContext.self)
    router.add(middleware: RequestLog(isOn: logsRequests))
    router.add(middleware: SecurityHeaders(isSecure: services.configuration.isSecure))
    router.add(middleware: StaticFiles(assets: services.assets))
    router.add(middleware: Visit(services: services))
    router.add(middleware: ErrorPages())
    let hubs = HubStore(database: services.database)
    var limits = FormLimits.standard
    limits.fileBytes = services.configuration.maximumUpload
    limits.bodyBytes = services.configuration.maximumUpload + limits.totalBytes
    let base = URL(string: services.configuration.baseURL)
    var table = RouteTable(router: router, forms: FormReader(limits: limits), base: base) { slug in try await hubs.id(slug: slug) }
    HealthRoutes(database: services.database).add(to: &table)
    let situation = SituationStore(database: services.database, atlas: services.atlas)
    let views = HubViewStore(database: services.database, atlas: services.atlas)
    SituationRoutes(situation: situation).add(to: &table)
    HubRoutes(views: views, hubs: hubs, situation: situation).add(to: &table)
    addHubs(services, situation, views, to: &table)
    SignInRoutes(services: services).add(to: &table)
    MyAccountRoutes(services: services).add(to: &table)
    PeopleRoutes(services: services).add(to: &table)
    OutboxRoutes(services: services).add(to: &table)
    return (router, table.endpoints)
}

/// The pages of territories, of work, of help.
private func addHubs(
    _ services: Services, _ situation: SituationStore, _ views: HubViewStore, to table: inout RouteTable
) {
    let database = services.database
    let hubs = HubStore(database: database)
    let milestones = MilestoneStore(database: database)
    let territories = TerritoryStore(database: database)
    let thresholds = ThresholdStore(database: database)
    let documents = DocumentStore(
        database: database, folder: services.configuration.documentsFolder,
        maximumUpload: services.configuration.maximumUpload)
    HubDeskRoutes(
        views: views, hubs: hubs, milestones: milestones, members: MemberStore(database: database),
        territories: territories, documents: documents
    ).add(to: &table)
    DocumentRoutes(documents: documents).add(to: &table)
    TerritoryRoutes(territories: territories, situation: situation, histories: HistoryReader(database: database))
        .add(to: &table)
    JourneyRoutes(
        situation: situation, hubs: hubs, territories: territories, thresholds: thresholds,
        baseURL: services.configuration.baseURL
    ).add(to: &table)
    NetworkDeskRoutes(
        situation: situation, milestones: milestones, territories: territories, thresholds: thresholds,
        documents: documents, journal: JournalStore(database: database)
    ).add(to: &table)
    DeskRoutes(situation: situation, milestones: milestones).add(to: &table)
    HelpRoutes(situation: situation).add(to: &table)
}

/// One application, for the program and for the tests.
func buildApplication(_ services: Services, logsRequests: Bool = true) throws -> some ApplicationProtocol {
    let configuration = services.configuration
    var logger = Logger(label: "maillage")
    logger.logLevel = .warning
    var application = try Application(
        router: buildRoutes(services, logsRequests: logsRequests).0,
        server: .http1(
            configuration: .init(idleTimeout: .seconds(25))),
        configuration: .init(
            address: .hostname(configuration.address, port: configuration.port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
        logger: logger)
    if let courier = try Courier(services) { application.addServices(courier) }
    return application
}

/// Files that come with the program, before anything is asked of the database.
struct StaticFiles: RouterMiddleware {
    typealias Context = WebContext
    let assets: Assets

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let response = assets.response(to: request) { return response }
        return try await next(request, context)
    }
}

/// Puts on the context the time and what every page needs.
struct Visit: RouterMiddleware {
    typealias Context = WebContext
    let services: Services

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.now = services.now()
        context.client = Client(
            key: ClientAddress.key(
                request.headers, remote: context.remoteAddress, trustedProxies: services.configuration.trustedProxies),
            browser: BrowserName.of(request.headers[.userAgent] ?? ""),
            cookie: services.cookie.session(in: request.headers))
        let newVisit = try await recognise(request, &context)
        let settings = try await services.database.read { db in
            try Dictionary(uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT name, value FROM setting").map { row in
                (row["name"] as String, row["value"] as String)
            })
        }
        var frame = Frame()
        frame.networkName = settings["nom"] ?? frame.networkName
        frame.isFictional = settings["fictif"] == "oui"
        frame.stylesheet = services.assets.path("maillage.css")
        frame.script = services.assets.path("maillage.js")
        frame.visitorName = context.visitor.name
        frame.token = context.visitor.token
        frame.mayReadNetworkDesk = context.may(.readNetworkDesk)
        frame.path = request.uri.path
        context.frame = frame
        var response = try await next(request, context)
        if let newVisit { services.cookie.setVisit(newVisit, on: &response) }
        return response
    }

    /// Puts on the context who holds the session's cookie. For a stranger at the door, the mark that ties the forms there to
    /// their browser: one to set when there was none.
    private func recognise(_ request: Request, _ context: inout WebContext) async throws -> Secret? {
        if let secret = context.client.cookie,
            let visitor = try await services.sessions.visitor(secret, at: context.now)
        {
            context.visitor = visitor
            return nil
        }
        if let visit = services.cookie.visit(in: request.headers) {
            context.visitor.token = CSRF.token(for: visit)
            return nil
        }
        guard request.method == .get, Self.doors.contains(request.uri.path) else { return nil }
        let visit = Secret()
        context.visitor.token = CSRF.token(for: visit)
        return visit
    }

    /// The pages with forms for people who have not signed in.
    private static let doors = ["/connexion", "/inscription", "/lien"]
}

/// `/sante`: 200 when the database answers.
struct HealthRoutes {
    let database: any DatabaseWriter

    func add(to table: inout RouteTable) {
        table.get("/sante", .readPublic) { [database] _, _ in
            _ = try await database.read { db in try Int.fetchOne(db, sql: "SELECT 1") }
            return Reply("ok\n", type: "text/plain; charset=utf-8")
        }
    }
}
