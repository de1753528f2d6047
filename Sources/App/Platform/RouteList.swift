import Domain
import Foundation
import GRDB
import Hummingbird

/// The router with every route of every slice, and the list of them for the authorisation matrix.
func buildRoutes(_ services: Services, logsRequests: Bool) throws -> (Router<WebContext>, [Endpoint]) {
    let router = Router(context: WebContext.self)
    router.add(middleware: RequestLog(isOn: logsRequests))
    router.add(
        middleware: SecurityHeaders(
            isSecure: services.configuration.isSecure, imageHost: services.configuration.tiles?.host))
    router.add(middleware: OpenDoor())
    router.add(middleware: BodyDeadline(limit: .seconds(60)))
    router.add(middleware: Heads())
    router.add(middleware: StaticFiles(assets: services.assets))
    router.add(middleware: ErrorPages(frame: Frame(assets: services.assets)))
    router.add(middleware: Visit(services: services))
    router.add(middleware: ErrorPages())
    let hubs = HubStore(database: services.database)
    var limits = FormLimits.standard
    limits.fileBytes = services.configuration.maximumUpload
    limits.bodyBytes = services.configuration.maximumUpload + limits.totalBytes
    let base = URL(string: services.configuration.baseURL)
    let records = RecordStore(database: services.database)
    let assemblies = AssemblyStore(database: services.database)
    var table = RouteTable(
        router: router, forms: FormReader(limits: limits), base: base, hub: { try await hubs.id(slug: $0) },
        organisation: { try await records.places(slug: $0, on: $1) },
        assembly: { try await assemblies.isThere($0, in: $1) })
    HealthRoutes(database: services.database).add(to: &table)
    let situation = SituationStore(database: services.database, atlas: services.atlas)
    let views = HubViewStore(database: services.database, atlas: services.atlas)
    SituationRoutes(situation: situation).add(to: &table)
    let panoramas = services.panoramas
    HubRoutes(
        views: views, hubs: hubs, situation: situation, assemblies: assemblies,
        figures: panoramas.figuresOfTerritories, balances: BalanceStore(database: services.database)
    ).add(to: &table)
    addHubs(services, situation, views, panoramas, to: &table)
    addSittings(services, hubs, to: &table)
    SignInRoutes(services: services).add(to: &table)
    MyAccountRoutes(services: services).add(to: &table)
    PeopleRoutes(services: services).add(to: &table)
    SignInFailureRoutes(
        store: SignInFailureStore(database: services.database, throttle: services.throttle)
    ).add(to: &table)
    OutboxRoutes(services: services).add(to: &table)
    addVoting(services, hubs, to: &table)
    try addJourney(services, figures: panoramas.figuresOfTerritories, to: &table)
    return (router, table.endpoints)
}

/// The pages of territories, of work, of help.
private func addHubs(
    _ services: Services, _ situation: SituationStore, _ views: HubViewStore, _ panoramas: PanoramaReader,
    to table: inout RouteTable
) {
    let database = services.database
    let hubs = HubStore(database: database)
    let milestones = MilestoneStore(database: database)
    let territories = TerritoryStore(database: database)
    let thresholds = ThresholdStore(database: database)
    let documents = DocumentStore(
        database: database, folder: services.configuration.documentsFolder,
        maximumUpload: services.configuration.maximumUpload)
    let duplicates = DuplicateKeeper(database: database)
    let moderation = ModerationStore(database: database, letters: services.recordLetters)
    HubDeskRoutes(
        views: views, hubs: hubs, milestones: milestones, members: MemberStore(database: database),
        territories: territories, documents: documents, duplicates: duplicates, moderation: moderation,
        duties: services.duties
    ).add(to: &table)
    DuplicateRoutes(
        keeper: duplicates, distinctions: DistinctionStore(database: database), merges: MergeStore(database: database),
        undos: MergeUndoStore(database: database)
    ).add(to: &table)
    ResemblanceRoutes(keeper: duplicates).add(to: &table)
    HubDuplicateRoutes(
        keeper: duplicates, distinctions: DistinctionStore(database: database),
        store: HubDuplicateStore(database: database), hubs: hubs
    ).add(to: &table)
    AlertRoutes(services: services, keeper: services.directory).add(to: &table)
    PerimeterRoutes(
        views: views, perimeters: PerimeterStore(database: database),
        reader: PerimeterReader(database: database, atlas: services.atlas), territories: territories
    ).add(to: &table)
    DirectoryRoutes(services: services).add(to: &table)
    let tool = PerimeterToolStore(
        database: database, atlas: services.atlas, panoramas: panoramas, situation: situation)
    addObservatory(services, tool, to: &table)
    addOpenData(services, services.directory, situation, panoramas, to: &table)
    addMembers(services, hubs, documents, duplicates, to: &table)
    addImports(database, hubs, to: &table)
    addStatutes(services, documents, to: &table)
    addRecordCare(services, hubs, duplicates, to: &table)
    addReferences(services, hubs, to: &table)
    addAssemblies(services, hubs, documents, to: &table)
    let offers = OfferStore(database: database)
    OfferRoutes(offers: offers).add(to: &table)
    HubOfferRoutes(offers: offers, hubs: hubs).add(to: &table)
    DocumentRoutes(documents: documents).add(to: &table)
    TerritoryRoutes(
        territories: territories, situation: situation, histories: HistoryReader(database: database),
        figures: panoramas.figuresOfTerritories
    ).add(to: &table)
    JourneyRoutes(
        situation: situation, hubs: hubs, territories: territories, thresholds: thresholds,
        tool: tool,
        nearby: NearbyStore(database: database, atlas: services.atlas), baseURL: services.configuration.baseURL
    ).add(to: &table)
    NetworkDeskRoutes(
        situation: situation, thresholds: thresholds, journal: JournalStore(database: database), moderation: moderation
    ).add(to: &table)
    let progress = ProgressStore(database: database, atlas: services.atlas, panoramas: panoramas)
    ProgressRoutes(progress: progress).add(to: &table)
    NetworkMilestoneRoutes(
        situation: situation, milestones: milestones, territories: territories, documents: documents,
        histories: HistoryReader(database: database)
    ).add(to: &table)
    DeskRoutes(
        situation: situation, milestones: milestones, moderation: moderation,
        care: RecordCareStore(database: database),
        duties: services.duties, network: NetworkDutyStore(database: database, progress: progress),
        panels: PanelDutyStore(database: database)
    ).add(to: &table)
    SettingRoutes(settings: SettingStore(database: database)).add(to: &table)
    HelpRoutes(situation: situation).add(to: &table)
}

/// The words that the directory is sorted by: sectors, perimeter of the ESS, federations; and who is missing in a hub.
private func addReferences(_ services: Services, _ hubs: HubStore, to table: inout RouteTable) {
    let database = services.database
    SectorRoutes(store: SectorStore(database: database)).add(to: &table)
    EssRoutes(
        store: EssStore(database: database), standing: EssStandingStore(database: database),
        records: RecordStore(database: database)
    ).add(to: &table)
    FederationRoutes(
        store: FederationStore(database: database), branches: BranchStore(database: database),
        records: RecordStore(database: database)
    ).add(to: &table)
    ProspectRoutes(store: ProspectStore(database: database, atlas: services.atlas), hubs: hubs).add(to: &table)
}

/// Keeping records right: by role, by mailed link, by proposal.
private func addRecordCare(
    _ services: Services, _ hubs: HubStore, _ duplicates: DuplicateKeeper, to table: inout RouteTable
) {
    let database = services.database
    let edits = RecordEditStore(database: database, duplicates: duplicates)
    let proposals = ProposalStore(database: database, duplicates: duplicates)
    RecordEditRoutes(edits: edits, hubs: hubs).add(to: &table)
    RecordCareRoutes(care: RecordCareStore(database: database)).add(to: &table)
    RecordLinkRoutes(
        links: RecordLinkStore(database: database, letters: services.recordLetters), edits: edits,
        proposals: proposals, throttle: services.recordThrottle
    ).add(to: &table)
    ProposalRoutes(proposals: proposals, edits: edits, hubs: hubs, throttle: services.recordThrottle).add(to: &table)
    ModerationRoutes(
        moderation: ModerationStore(database: database, letters: services.recordLetters), hubs: hubs
    ).add(to: &table)
}

/// Statutes of hubs, their bodies and their balance.
private func addStatutes(_ services: Services, _ documents: DocumentStore, to table: inout RouteTable) {
    let statutes = StatutesStore(database: services.database)
    let printer = StatutesPrinter(press: services.press, networkAddress: services.configuration.baseURL)
    StatutesRoutes(statutes: statutes, documents: documents, printer: printer).add(to: &table)
    StatutesPublicRoutes(statutes: statutes, printer: printer).add(to: &table)
    MandateRoutes(mandates: MandateStore(database: services.database)).add(to: &table)
    BalanceRoutes(store: BalanceStore(database: services.database)).add(to: &table)
}

/// Imports of organisations, at the network's desk and at each hub's.
private func addImports(_ database: any DatabaseWriter, _ hubs: HubStore, to table: inout RouteTable) {
    let drafts = ImportDraftStore(database: database)
    let batches = ImportBatchStore(database: database)
    let path = "/reseau/pilotage/imports"
    let network = ImportDesk(
        path: path, title: "Imports de l’annuaire", crumbs: deskCrumbs, section: .directory, hub: nil)
    ImportRoutes(drafts: drafts, batches: batches, prefix: path, target: .network) { _ in network }.add(to: &table)
    ImportRoutes(drafts: drafts, batches: batches, prefix: "/poles/:slug/pilotage/imports", target: .hub) { context in
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        let path = "/poles/\(hub.slug)"
        let crumbs = [Crumb("Pôles", "/poles"), Crumb(hub.name, path), Crumb("Pilotage", path + "/pilotage")]
        return ImportDesk(
            path: path + "/pilotage/imports", title: "Imports \(French.of(hub.name))", crumbs: crumbs, section: .hubs,
            hub: id)
    }.add(to: &table)
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
