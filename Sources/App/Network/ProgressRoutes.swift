import Domain
import Foundation
import Hummingbird
import Tabular

/// All the territories at once: where each stands, what blocks it, how long the way usually takes (R4).
struct ProgressRoutes {
    let progress: ProgressStore

    static let path = "/reseau/pilotage/avancement"

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/avancement", .readNetworkDesk, use: show)
        table.get("/reseau/pilotage/avancement.csv", .readNetworkDesk, use: csv)
        table.get("/situation/durees", .readPublic, use: durations)
        table.get("/situation/durees.csv", .readPublic, use: durationFile)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await progress.view(on: context.today)
        let door = context.may(.readHubDesk) ? "/pilotage/demarche" : ""
        return Reply(progressPage(view, ProgressQuery(request.query), door: door), in: context)
    }

    @Sendable private func durations(request: Request, context: WebContext) async throws -> Reply {
        Reply(durationPage(try await progress.view(on: context.today)), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let view = try await progress.view(on: context.today)
        var writer = CSVWriter()
        let columns = [
            "code", "territoire", "poles", "statut", "certitude", "depuis", "jours_au_moins", "jours_au_plus",
            "etape_suivante", "echeance",
            "ce_qui_bloque", "a_venir", "a_venir_le", "derniere_activite", "derniere_activite_le", "immobile",
            "organisations_connues", "membres", "etablissements_ess",
        ]
        writer.add(columns.map { .text($0) })
        for line in ProgressQuery(request.query).lines(of: view) {
            writer.add([
                .text(line.place.record.territory.code), .text(line.name), .text(line.place.hubNames),
                .text(line.status.rawValue), .text(line.place.standing.certainty.rawValue),
                .init(line.place.standing.since?.description), .init(line.days?.lowerBound),
                .init(line.days?.upperBound), .init(line.next?.rawValue), .init(line.deadline?.due.description),
                .text(line.blocking.map(\.sentence).joined(separator: " ")), .init(line.coming?.what),
                .init(line.coming?.day.description), .init(line.latest?.what), .init(line.latest?.day.description),
                .init(line.stillness?.sentence), .init(line.register.known), .init(line.register.members),
                .init(line.register.establishments),
            ])
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "avancement.csv")
    }

    @Sendable private func durationFile(request: Request, context: WebContext) async throws -> Reply {
        let view = try await progress.view(on: context.today)
        var writer = CSVWriter()
        writer.addHeading([
            "etape", "pole", "issue", "debut_au_plus_tot", "debut_au_plus_tard", "fin_au_plus_tot", "fin_au_plus_tard",
            "jours_au_moins", "jours_au_plus",
        ])
        for duration in view.durations {
            for (stay, issue) in duration.cases {
                let days = stay.days(until: view.day)
                writer.add(
                    [
                        .text(duration.stage.rawValue), .init(view.hubs[stay.hub]?.slug), .text(issue),
                        .text(stay.began.lowerBound.description), .text(stay.began.upperBound.description),
                        .init(stay.ended?.lowerBound.description), .init(stay.ended?.upperBound.description),
                        .number(days.lowerBound), .number(days.upperBound),
                    ], citedFor: context)
            }
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "durees.csv")
    }
}

extension TypicalDuration {
    /// Every time of the stage with what became of it, as files and tables list them.
    var cases: [(stay: StatusStay, issue: String)] {
        measured.map { ($0, "franchie") } + ongoing.map { ($0, "en cours") } + stopped.map { ($0, "arrêt") }
    }
}
