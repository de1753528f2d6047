import Domain

/// The few figures of a panorama that a territory's or a hub's page shows.
struct PanoramaCard: Sendable {
    let vintage: Vintage
    let total: Panorama.Beside
    /// Where there is more.
    let path: String

    var sentence: String {
        let ess = Int(total.ess.active)
        return
            "\(French.count(ess, "établissement actif de l’ESS", "établissements actifs de l’ESS")), dont \(French.count(Int(total.ess.employers), "employeur", "employeurs")) : \(total.share.percent) de tous les établissements."
    }
}

extension PanoramaReader {
    /// Of these territories together; nil when no vintage counts all of them.
    func card(_ territories: Set<ID<Territory>>, path: String, on day: Day) async throws -> PanoramaCard? {
        guard !territories.isEmpty, let vintage = try await store.vintages().first else { return nil }
        let geography = try await store.geography(on: day)
        guard territories.isSubset(of: try await counted(vintage, geography)) else { return nil }
        let codes = Set(territories.flatMap { geography.codes[$0] ?? [] })
        let total = try await store.overview(vintage).total(codes.sorted())
        return total.all.active > 0 ? PanoramaCard(vintage: vintage, total: total, path: path) : nil
    }
}
