import Domain
import Foundation
import Hummingbird

/// The settings of the site: what its legal page says.
struct SettingRoutes {
    let settings: SettingStore
    private static let path = "/reseau/pilotage/reglages"

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/reglages", .manageSettings, use: show)
        table.post("/reseau/pilotage/reglages", .manageSettings, use: save)
        table.get("/mentions-legales", .readPublic) { _, context in
            Reply(legalPage(try await settings.legal()), in: context)
        }
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let legal = try await settings.legal()
        let values = ["editeur": legal.publisher, "hebergeur": legal.host, "contact": legal.contact]
        let isDone = request.query("fait") == "oui"
        return Reply(settingPage(FormState(values: values), isDone: isDone, token: context.visitor.token), in: context)
    }

    @Sendable func save(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: Self.path + "?fait=oui") {
            let legal = LegalSettings(
                publisher: form.text("editeur"), host: form.text("hebergeur"), contact: form.text("contact"))
            try await settings.set(legal, actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["editeur", "hebergeur", "contact"])
            return settingPage(.refused(refusal, values: values), isDone: false, token: context.visitor.token)
        }
    }
}
