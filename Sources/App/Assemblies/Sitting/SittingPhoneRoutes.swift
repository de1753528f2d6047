import Domain
import Foundation
import Hummingbird

/// The phone of somebody who represents an organisation: the current item, its text, and asking to speak.
struct SittingPhoneRoutes {
    let views: SittingViewStore
    let links: SittingLinkStore
    let attendance: SittingAttendanceStore
    let ballots: ItemBallotStore
    let base: String

    func add(to table: inout RouteTable) {
        table.post("/poles/:slug/pilotage/assemblees/:id/seance/liens", .conductAssembly, on: .assembly, use: create)
        table.get("/poles/:slug/assemblees/:id/telephone", .readPublic, on: .assembly, use: show)
        table.post("/poles/:slug/assemblees/:id/telephone", .readPublic, on: .assembly, use: askToSpeak)
        table.post("/poles/:slug/assemblees/:id/telephone/vote", .readPublic, on: .assembly, use: vote)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        guard let organisation = ID<Organisation>(form.text("organisation")) else { throw NotFound() }
        let id: ID<Assembly> = try context.id()
        let secret = try await links.create(for: organisation, at: id, actor: context.actor, at: context.now)
        let view = try await views.view(id, on: context.today)
        let address = "\(base)\(view.publicPath)/telephone?cle=\(secret.text)"
        return Reply(phoneLinkPage(view, organisation, address: address), in: context).plainResponse
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let (view, organisation) = try await opened(request.query("cle"), context)
        return Reply(
            phonePage(view, organisation, key: request.query("cle"), SittingForms(token: context.visitor.token)),
            in: context)
    }

    @Sendable private func askToSpeak(_ form: Form, context: WebContext) async throws -> Response {
        let key = form.text("cle")
        let (view, organisation) = try await opened(key, context)
        let person = view.hall.attendance.last(of: organisation, at: view.current)?.representative
        let speaker = view.hall.roll.name(organisation) + (person.map { " (\($0))" } ?? "")
        return try await context.submit(then: "\(view.publicPath)/telephone?cle=\(key)") {
            try await attendance.askToSpeak(
                String(speaker.prefix(200)), item: view.current, at: view.assembly.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            phonePage(view, organisation, key: key, SittingRoutes.forms("parole", refusal, form, context))
        }
    }

    /// Opens the ballot of this organisation, or of one whose proxy it holds.
    @Sendable private func vote(_ form: Form, context: WebContext) async throws -> Response {
        let key = form.text("cle")
        let (view, holder) = try await opened(key, context)
        guard let organisation = ID<Organisation>(form.text("organisation")) else { throw NotFound() }
        var address = ""
        return try await context.submit(then: address) {
            let secret = try await ballots.door(
                for: organisation, holder: holder, at: view.assembly.id, at: context.now)
            address = "/vote?cle=\(secret.text)&seance=\(key)"
        } refused: { refusal in
            phonePage(view, holder, key: key, SittingRoutes.forms("vote-\(organisation)", refusal, form, context))
        }
    }

    private func opened(_ key: String, _ context: WebContext) async throws -> (SittingView, ID<Organisation>) {
        let id: ID<Assembly> = try context.id()
        guard let secret = Secret(key), let organisation = try await links.organisation(secret, at: id) else {
            throw NotFound()
        }
        return (try await views.view(id, on: context.today), organisation)
    }
}
