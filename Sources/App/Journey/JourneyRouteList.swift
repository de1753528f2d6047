import Domain

/// The routes of a hub's path, from an idea to a founded hub.
func addJourney(_ services: Services, figures: TerritoryFigures, to table: inout RouteTable) throws {
    let database = services.database
    let guide = try JourneyGuide.shipped()
    let journeys = JourneyStore(database: database)
    let voices = VoiceStore(database: database, letters: VoiceLetters(baseURL: services.configuration.baseURL))
    let documents = DocumentStore(
        database: database, folder: services.configuration.documentsFolder,
        maximumUpload: services.configuration.maximumUpload)
    VoiceRoutes(services: services, journeys: journeys, voices: voices, guide: guide).add(to: &table)
    JourneyDeskRoutes(
        journeys: journeys, core: CoreStore(database: database), tasks: JourneyTaskStore(database: database),
        advice: AdviceStore(database: database), voices: voices,
        prospects: ProspectStore(database: database, atlas: services.atlas), documents: documents, guide: guide
    ).add(to: &table)
    CoreMeetingRoutes(journeys: journeys, meetings: MeetingStore(database: database)).add(to: &table)
    StepDeadlineRoutes(journeys: journeys, deadlines: StepDeadlineStore(database: database)).add(to: &table)
    addSurvey(services, guide, to: &table)
    let views = HubViewStore(database: database, atlas: services.atlas)
    FunctionRoutes(
        hubs: HubStore(database: database), functions: FunctionStore(database: database), views: views, figures: figures
    ).add(to: &table)
    GovernanceRoutes(
        hubs: HubStore(database: database),
        governances: GovernanceStore(database: database, baseURL: services.configuration.baseURL), guide: guide
    ).add(to: &table)
    PartnerRoutes(hubs: HubStore(database: database), partners: PartnerStore(database: database)).add(to: &table)
    let dossiers = DossierStore(database: database, atlas: services.atlas)
    DossierRoutes(
        hubs: HubStore(database: database), dossiers: dossiers, assets: services.assets, press: services.press,
        views: views, figures: figures
    ).add(to: &table)
    DossierCommentRoutes(
        services: services, hubs: HubStore(database: database), dossiers: dossiers,
        comments: DossierCommentStore(database: database, baseURL: services.configuration.baseURL)
    ).add(to: &table)
    MobilisationRoutes(
        journeys: journeys, prospects: ProspectStore(database: database, atlas: services.atlas),
        letters: ProspectLetterStore(database: database, baseURL: services.configuration.baseURL),
        mobilisations: MobilisationReader(database: database, atlas: services.atlas), assets: services.assets
    ).add(to: &table)
    FinanceRoutes(hubs: HubStore(database: database), finances: FinanceStore(database: database)).add(to: &table)
    addLaunch(services, to: &table)
}

/// The launch: founding assembly, hiring, network, first year.
private func addLaunch(_ services: Services, to table: inout RouteTable) {
    let (database, base) = (services.database, services.configuration.baseURL)
    let hubs = HubStore(database: database)
    let letters = ApplicationLetters(baseURL: base)
    let recruitments = RecruitmentStore(database: database, letters: letters)
    let applications = ApplicationStore(
        database: database, files: ApplicationFiles(services.configuration), letters: letters)
    LaunchRoutes(
        hubs: hubs, launches: LaunchStore(database: database),
        foundings: FoundingStore(database: database, baseURL: base),
        joinings: NetworkJoiningStore(database: database, baseURL: base)
    ).add(to: &table)
    RecruitmentRoutes(hubs: hubs, recruitments: recruitments).add(to: &table)
    ApplicationRoutes(
        hubs: hubs, recruitments: recruitments, applications: applications, throttle: services.recordThrottle,
        maximumUpload: services.configuration.maximumUpload
    ).add(to: &table)
    PanelRoutes(hubs: hubs, applications: applications).add(to: &table)
}

/// The survey of interest: its desk, its questionnaire, its results.
private func addSurvey(_ services: Services, _ guide: JourneyGuide, to table: inout RouteTable) {
    let database = services.database
    let hubs = HubStore(database: database)
    let answers = SurveyAnswerStore(database: database)
    let letters = SurveyLetterStore(database: database, baseURL: services.configuration.baseURL)
    let views = SurveyViewStore(database: database)
    SurveyDeskRoutes(
        hubs: hubs, surveys: SurveyStore(database: database), answers: answers, letters: letters, views: views,
        guide: guide
    ).add(to: &table)
    SurveyPublicRoutes(services: services, hubs: hubs, answers: answers, letters: letters, views: views)
        .add(to: &table)
}
