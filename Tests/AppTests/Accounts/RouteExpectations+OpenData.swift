@testable import App

extension RouteExpectations {
    /// What anyone may reuse, without an account.
    static let openData: [String: Expected] = {
        let everybody = Expected(own: "*", other: "*")
        let paths = [
            "", "/openapi.json", "/organisations", "/organisations/{slug}", "/offres", "/territoires", "/poles",
            "/situation", "/familles", "/tailles", "/secteurs", "/elements.json", "/taxonomy.json",
            "/catalogue.jsonld",
        ]
        let files = ["/annuaire.csv-metadata.json"]
        return Dictionary(uniqueKeysWithValues: (paths.map { "GET /api" + $0 } + files.map { "GET " + $0 }).map { ($0, everybody) })
    }()
}
