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
        let files = [
            "/annuaire.csv-metadata.json", "/annuaire/cadre", "/situation/cadre", "/annuaire/livret",
            "/annuaire/livret.pdf",
        ]
        let all = paths.map { "GET /api" + $0 } + files.map { "GET " + $0 }
        return Dictionary(uniqueKeysWithValues: all.map { ($0, everybody) })
    }()
}
