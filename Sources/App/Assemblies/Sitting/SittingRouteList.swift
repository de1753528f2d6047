/// The doors of assemblies once open.
func addSittings(_ services: Services, _ hubs: HubStore, to table: inout RouteTable) {
    let database = services.database
    let views = SittingViewStore(database: database)
    let sitting = SittingStore(database: database)
    let ballots = ItemBallotStore(scrutins: ScrutinStore(database: database, letters: services.scrutinLetters))
    SittingRoutes(
        views: views, sitting: sitting, attendance: SittingAttendanceStore(database: database),
        items: SittingItemStore(database: database), commitments: CommitmentStore(database: database)
    ).add(to: &table)
    SittingElectionRoutes(views: views, elections: SittingElectionStore(database: database)).add(to: &table)
    MinutesRoutes(
        views: views, minutes: MinutesStore(database: database),
        effects: AssemblyEffectStore(database: database, base: services.configuration.baseURL), press: services.press
    ).add(to: &table)
    SittingLiveRoutes(
        views: views, assemblies: AssemblyStore(database: database), hubs: hubs,
        board: LiveBoard { try await sitting.version(of: $0) }
    ).add(to: &table)
    SittingPhoneRoutes(
        views: views, links: SittingLinkStore(database: database),
        attendance: SittingAttendanceStore(database: database), ballots: ballots,
        base: services.configuration.baseURL
    ).add(to: &table)
    SittingConsentRoutes(views: views, consents: SittingConsentStore(database: database)).add(to: &table)
    ItemBallotRoutes(views: views, ballots: ballots).add(to: &table)
    AssemblyTellersRoutes(tellers: AssemblyTellersStore(database: database)).add(to: &table)
    CommitmentRoutes(commitments: CommitmentStore(database: database), hubs: hubs).add(to: &table)
}
