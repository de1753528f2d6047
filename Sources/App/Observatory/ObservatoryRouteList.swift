import Domain

/// The panoramas of territories, from the national files.
func addObservatory(_ services: Services, _ tool: PerimeterToolStore, to table: inout RouteTable) {
    let panoramas = services.panoramas
    let maps = PanoramaMaps(database: services.database, atlas: services.atlas)
    let base = services.configuration.baseURL
    ObservatoryRoutes(reader: panoramas, maps: maps, raster: services.raster, base: base).add(to: &table)
    ComparisonRoutes(reader: panoramas).add(to: &table)
    PerimeterToolRoutes(tool: tool).add(to: &table)
    PanoramaPrintRoutes(
        reader: panoramas, maps: maps, assets: services.assets, press: services.press, base: base
    ).add(to: &table)
}
