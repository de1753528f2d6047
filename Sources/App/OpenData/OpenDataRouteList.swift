import Domain

/// What others reuse: the interface, the files.
func addOpenData(
    _ services: Services, _ keeper: DirectoryKeeper, _ situation: SituationStore, _ panoramas: PanoramaReader,
    to table: inout RouteTable
) {
    let database = services.database
    let sources = OpenDataSources(
        store: OpenDataStore(database: database, keeper: keeper), records: RecordStore(database: database),
        offers: OfferStore(database: database), territories: TerritoryStore(database: database),
        situation: situation, settings: SettingStore(database: database),
        sectors: SectorStore(database: database), panoramas: panoramas, base: services.configuration.baseURL)
    OpenDataRoutes(sources).add(to: &table)
    DirectoryFileRoutes(sources: sources).add(to: &table)
    FrameRoutes(sources: sources, assets: services.assets).add(to: &table)
    BookletRoutes(sources: sources, assets: services.assets, press: services.press).add(to: &table)
}
