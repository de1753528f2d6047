import Domain
import Foundation
import Hummingbird

/// The network's own work: every territory at a glance, thresholds, journal.
struct NetworkDeskRoutes {
    let situation: SituationStore
    let thresholds: ThresholdStore
    let journal: JournalStore
    let moderation: ModerationStore

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage", .readNetworkDesk, use: show)
        table.get("/reseau/pilotage/seuils", .overrideRule, use: showThresholds)
        table.post("/reseau/pilotage/seuils", .overrideRule, use: setThreshold)
        table.get("/reseau/pilotage/journal", .readJournal, use: showJournal)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await situation.view(on: context.today)
        let waiting = context.may(.moderateRecords) ? try await moderation.count(at: nil) : 0
        return Reply(networkDeskPage(view, waiting: waiting) { context.may($0) }, in: context)
    }

    @Sendable func showThresholds(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["depuis": context.today.description])
        return Reply(thresholdPage(try await thresholds.all(), state, token: context.visitor.token), in: context)
    }

    @Sendable func setThreshold(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: "/reseau/pilotage/seuils") {
            guard let day = Day(form.text("depuis")) else {
                throw Refused("Donnez le jour à partir duquel le seuil vaut, par exemple 2026-01-01.", field: "depuis")
            }
            guard let value = Int(form.text("valeur")) else {
                throw Refused("Le seuil est un nombre de 1 à 1 000.", field: "valeur")
            }
            try await thresholds.set(
                form.text("nom"), to: value, from: day, reason: form.text("motif"), actor: context.actor,
                at: context.now)
        } refused: { refusal in
            let values = form.values(["nom", "valeur", "depuis", "motif"])
            return thresholdPage(
                try await thresholds.all(), .refused(refusal, values: values), token: context.visitor.token)
        }
    }

    @Sendable func showJournal(request: Request, context: WebContext) async throws -> Reply {
        let size = 100
        let lines = try await journal.lines(before: Int64(request.query("avant")), limit: size + 1)
        let names = try await journal.names(of: Set(lines.compactMap(\.personID)))
        let subjects = try await journal.subjects(of: lines)
        let next = lines.count > size ? lines[size - 1].id : nil
        return Reply(journalPage(Array(lines.prefix(size)), names: names, subjects: subjects, next: next), in: context)
    }
}
