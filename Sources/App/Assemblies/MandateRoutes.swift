import Domain
import Foundation
import Hummingbird
import Tabular

/// The bodies of a hub, for its desk and for everybody.
struct MandateRoutes {
    let mandates: MandateStore

    private static let fields = [
        "instance", "fonction", "organisation", "college", "representant", "consent", "du", "au", "passer-outre",
    ]

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/instances"
        table.get("/poles/:slug/instances", .readPublic, use: showPublic)
        table.get("/poles/:slug/instances.csv", .readPublic, use: publicFile)
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.post("\(desk)", .keepMandates, on: .hub, use: record)
        table.get("\(desk).csv", .keepMandates, on: .hub, use: file)
        table.get("\(desk)/dirigeants", .keepMandates, on: .hub, use: directors)
        table.get("\(desk)/dirigeants.csv", .keepMandates, on: .hub, use: directorsFile)
        table.post("\(desk)/declarations", .keepMandates, on: .hub, use: declare)
        table.post("\(desk)/:id/fin", .keepMandates, on: .hub, use: end)
        table.post("\(desk)/:id/annulation", .keepMandates, on: .hub, use: cancel)
    }

    @Sendable private func showPublic(request: Request, context: WebContext) async throws -> Reply {
        Reply(publicMandatePage(try await desk(request.query("au"), context)), in: context)
    }

    @Sendable private func publicFile(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk(request.query("au"), context)
        var writer = CSVWriter()
        writer.addHeading(["instance", "organisation", "fonction", "college", "du", "au"])
        for mandate in desk.register.bodies.flatMap(\.held) {
            writer.add(
                [
                    .text(desk.bodyName(mandate.bodyKey)), .text(mandate.organisationName), .text(mandate.duty.label),
                    .init(desk.collegeName(mandate.college)), .text(mandate.from.description),
                    .text(mandate.end.description),
                ], citedFor: context)
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "instances-\(desk.hub.slug).csv")
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk(request.query("au"), context)
        return Reply(page(desk, FormState(values: ["fonction": "membre"]), context), in: context)
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk(request.query("au"), context)
        var writer = CSVWriter()
        writer.add(
            ["instance", "organisation", "fonction", "college", "personne", "nom_public", "du", "au", "fin"].map {
                .text($0)
            })
        for mandate in desk.register.mandates {
            writer.add([
                .text(desk.bodyName(mandate.bodyKey)), .text(mandate.organisationName), .text(mandate.duty.label),
                .init(desk.collegeName(mandate.college)), .text(mandate.representative),
                .text(mandate.showsName ? "oui" : "non"), .text(mandate.from.description),
                .text(mandate.end.description), .init(mandate.endReason),
            ])
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "mandats-\(desk.hub.slug).csv")
    }

    @Sendable private func directorsFile(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk("", context)
        var writer = CSVWriter()
        writer.add(["nom", "fonctions", "pour", "depuis"])
        for director in desk.directors {
            writer.add([
                .text(director.name), .text(director.duties.joined(separator: " ; ")), .text(director.organisation),
                .text(director.since.description),
            ])
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "dirigeants-\(desk.hub.slug).csv")
    }

    @Sendable private func directors(request: Request, context: WebContext) async throws -> Reply {
        Reply(directorListPage(try await desk("", context)), in: context)
    }

    @Sendable private func record(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk("", context)
        return try await context.submit(then: desk.path) {
            let typed = MandateStore.Typed(
                bodyKey: form.text("instance"), college: form.text("college"),
                representative: form.line("representant"),
                overrideReason: form.line("passer-outre"), duty: Mandate.Duty(rawValue: form.text("fonction")),
                organisation: ID(form.text("organisation")), showsName: form.text("consent") == "oui",
                from: Day(form.line("du")), until: Day(form.line("au")), untilIsEmpty: form.line("au").isEmpty)
            try await mandates.record(
                typed, at: desk.hub.id, mayOverride: context.may(.overrideRule), actor: context.actor, at: context.now)
        } refused: { refusal in
            page(desk, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    @Sendable private func end(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk("", context)
        let id: ID<Mandate> = try context.id()
        return try await context.submit(then: desk.path) {
            try await mandates.end(
                id, at: desk.hub.id, on: Day(form.line("fin")), reason: form.line("motif"), actor: context.actor,
                at: context.now)
        } refused: { refusal in
            page(desk, FormState(values: ["fonction": "membre"], errors: [Refused(refusal.sentence)]), context)
        }
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk("", context)
        let id: ID<Mandate> = try context.id()
        return try await context.submit(then: desk.path) {
            try await mandates.cancel(
                id, at: desk.hub.id, reason: form.line("motif"), actor: context.actor, at: context.now)
        } refused: { refusal in
            page(desk, FormState(values: ["fonction": "membre"], errors: [Refused(refusal.sentence)]), context)
        }
    }

    @Sendable private func declare(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk("", context)
        return try await context.submit(then: desk.path) {
            try await mandates.declare(
                desk.hub.id, on: Day(form.line("declare")), reference: form.line("recepisse"), actor: context.actor,
                at: context.now)
        } refused: { refusal in
            page(desk, .refused(refusal, values: form.values(["declare", "recepisse"])), context)
        }
    }

    private func page(_ desk: MandateDesk, _ state: FormState, _ context: WebContext) -> PageContent {
        mandateDeskPage(
            desk, state, mayKeep: context.may(.keepMandates, to: .hub(desk.hub.id)),
            mayOverride: context.may(.overrideRule), token: context.visitor.token)
    }

    /// A day that does not read means today.
    private func desk(_ asked: String, _ context: WebContext) async throws -> MandateDesk {
        let day = Day(asked) ?? context.today
        guard let desk = try await mandates.desk(slug: context.parameter("slug"), on: day, today: context.today) else {
            throw NotFound()
        }
        return desk
    }
}
