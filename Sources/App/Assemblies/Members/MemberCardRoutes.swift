import Domain
import Foundation
import Hummingbird

/// One member: its card and what a hub changes of it.
struct MemberCardRoutes {
    let cards: MemberCardStore
    let desk: MemberDeskStore
    let ends: MemberEndStore
    let speakers: SpeakerDeskStore
    let hubs: HubStore
    let documents: DocumentStore

    private static let fields = [
        "nom", "sorte", "courriel", "depuis", "remplace", "college", "college-depuis", "suspension-depuis", "jusqua",
        "instance", "motif", "salaries", "budget", "groupe", "collectivite",
    ]

    func add(to table: inout RouteTable) {
        let card = "/poles/:slug/pilotage/membres/:id"
        table.get("\(card)", .readMembers, on: .hub, use: show)
        table.post("\(card)/college", .keepMembers, on: .hub, use: college)
        table.post("\(card)/situation", .keepMembers, on: .hub, use: standing)
        table.post("\(card)/suspensions", .keepMembers, on: .hub, use: suspend)
        table.post("\(card)/suspensions/:suspension/fin", .keepMembers, on: .hub, use: endSuspension)
        table.post("\(card)/suspensions/:suspension/annulation", .keepMembers, on: .hub, use: cancelSuspension)
        table.get("\(card)/fin", .keepMembers, on: .hub, use: showEnd)
        table.post("\(card)/fin", .keepMembers, on: .hub, use: end)
        table.post("\(card)/retour", .keepMembers, on: .hub, use: reinstate)
        table.post("\(card)/representants", .keepMembers, on: .hub, use: addSpeaker)
        table.post("\(card)/representants/:personne/fin", .keepMembers, on: .hub, use: endSpeaker)
        table.post("\(card)/representants/:personne/effacement", .keepMembers, on: .hub, use: eraseSpeaker)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let card = try await card(context)
        let page = memberCardPage(
            card, FormState(values: cardValues(card)), done: request.query("fait"), token: context.visitor.token)
        return Reply(page, in: context)
    }

    @Sendable private func college(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await desk.setCollege(
                card.id, in: card.hub.id, to: form.line("college"), from: Day(form.line("college-depuis")),
                actor: context.actor, at: context.now)
        }
    }

    @Sendable private func standing(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            let said = ["oui": true, "non": false][form.line("collectivite")]
            let standing = MemberDeskStore.Standing(
                isPublicBody: said, affiliates: form.line("groupe"), employees: form.line("salaries"),
                budget: form.line("budget"))
            try await desk.setStanding(
                standing, of: card.id, in: card.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func suspend(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            let draft = MemberDeskStore.SuspensionDraft(
                from: Day(form.line("suspension-depuis")), until: form.line("jusqua"),
                decidedBy: form.line("instance"), reason: form.text("motif"))
            try await desk.suspend(card.id, in: card.hub.id, draft, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func endSuspension(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await desk.endSuspension(
                number(context, "suspension"), in: card.hub.id, on: context.today, actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func cancelSuspension(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await desk.cancelSuspension(
                number(context, "suspension"), in: card.hub.id, reason: form.text("motif"), actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func showEnd(request: Request, context: WebContext) async throws -> Reply {
        let card = try await card(context)
        // A departure that was announced fills the form.
        let announced = card.leave.map {
            ["jour": $0.day.description, "sorte": EndMotive.resignation.rawValue, "motif": $0.reason]
        }
        let state = FormState(values: announced ?? ["jour": context.today.description])
        return Reply(memberEndPage(card, state, token: context.visitor.token), in: context)
    }

    @Sendable private func end(_ form: Form, context: WebContext) async throws -> Response {
        let card = try await card(context)
        return try await context.submit(then: card.path + "?fait=oui") {
            let draft = MemberEndStore.Draft(
                motive: EndMotive(rawValue: form.text("sorte")), day: Day(form.line("jour")),
                decidedBy: form.line("instance"), reason: form.text("motif"), isConfirmed: form["confirme"] == "oui")
            try await ends.end(card.id, in: card.hub.id, draft, actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["sorte", "jour", "instance", "motif", "confirme"])
            return memberEndPage(card, .refused(refusal, values: values), token: context.visitor.token)
        }
    }

    @Sendable private func reinstate(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await ends.reinstate(
                card.id, in: card.hub.id, reason: form.text("motif"), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func addSpeaker(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await documents.keeping(form.file("piece")) { document in
                try await speakers.add(
                    SpeakerDeskStore.Typed(
                        kind: form.line("sorte"), name: form.line("nom"), address: form.line("courriel"),
                        from: form.line("depuis"), replaces: form.line("remplace")),
                    of: card.id, in: card.hub.id, document: document, actor: context.actor, at: context.now)
            }
        }
    }

    @Sendable private func endSpeaker(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await speakers.end(
                context.id("personne"), of: card.id, in: card.hub.id, on: context.today, actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func eraseSpeaker(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await speakers.erase(
                context.id("personne"), of: card.id, in: card.hub.id, actor: context.actor, at: context.now)
        }
    }

    /// Every change leads back to the card, refused ones with what was typed.
    private func change(
        _ form: Form, _ context: WebContext, _ work: (MemberCard) async throws -> Void
    ) async throws -> Response {
        let card = try await card(context)
        return try await context.submit(then: card.path + "?fait=oui") {
            try await work(card)
        } refused: { refusal in
            let typed = form.values(Self.fields).filter { form[$0.key] != nil }
            let state = FormState.refused(refusal, values: cardValues(card).merging(typed) { _, typed in typed })
            return memberCardPage(card, state, token: context.visitor.token)
        }
    }

    private func number(_ context: WebContext, _ name: String) throws -> Int64 {
        guard let number = Int64(try context.parameter(name)) else { throw NotFound() }
        return number
    }

    private func card(_ context: WebContext) async throws -> MemberCard {
        try await cards.card(context.id(), in: hubs.named(context), on: context.today)
    }
}
