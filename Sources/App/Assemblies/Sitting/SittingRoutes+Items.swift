import Domain
import Foundation
import Hummingbird

/// One item.
extension SittingRoutes {
    @Sendable func showItem(request: Request, context: WebContext) async throws -> Reply {
        guard let position = Int(try context.parameter("point")) else { throw NotFound() }
        let view = try await views.view(context.id(), item: position, on: context.today)
        guard let item = view.record.item(position) else { throw NotFound() }
        return Reply(sittingItemPage(view, item, SittingForms(token: context.visitor.token)), in: context)
    }

    @Sendable func openItem(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "ouverture", form) { id, item in
            try await items.open(item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func closeItem(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "fermeture", form) { id, item in
            try await items.close(item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func noteItem(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "notes", form) { id, item in
            var amendments = item.amendments
            for index in amendments.indices {
                guard let outcome = RecordedItem.Amendment.Outcome(rawValue: form.text("amendement-\(index)")) else {
                    continue
                }
                amendments[index].outcome = outcome
            }
            let (author, text) = (form.line("amendement-de"), form.text("amendement-texte"))
            if !text.isEmpty {
                guard !author.isEmpty else { throw Refused("Dites de qui vient l’amendement.", field: "amendement-de") }
                try RefusedForm.check([
                    Refused.tooLong(text, 2000, field: "amendement-texte"),
                    Refused.tooLong(author, 200, field: "amendement-de"),
                ])
                amendments.append(RecordedItem.Amendment(author: author, text: text, outcome: .open))
            }
            try await items.edit(
                item.position, notes: form.text("notes"), text: form["texte"] == nil ? item.text : form.text("texte"),
                amendments: amendments, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func vote(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "vote", form) { id, item in
            if form.text("suite") == "clos" {
                try await items.closeVote(item.position, at: id, actor: context.actor, at: context.now)
            } else {
                try await items.openVote(item.position, at: id, actor: context.actor, at: context.now)
            }
        }
    }

    @Sendable func askSecrecy(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "secret", form) { id, item in
            guard let count = Int(form.text("demandeurs")) else {
                throw Refused("Écrivez un nombre d’organisations.", field: "demandeurs")
            }
            try await items.askSecrecy(item.position, by: count, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func count(_ form: Form, context: WebContext) async throws -> Response {
        let way = VotingWay(rawValue: form.text("voie")) ?? .hands
        return try await context.act(on: views, way == .paper ? "papier" : "mains", form) { id, item in
            guard way == .hands || way == .paper else { throw Refused("Cette voie ne se compte pas ici.") }
            let college = form.text("college")
            let number = { (name: String) throws -> Int in
                let text = form.text(name)
                guard let value = text.isEmpty ? 0 : Int(text), (0...1_000_000).contains(value) else {
                    throw Refused("« \(text) » n’est pas un nombre de voix.")
                }
                return value
            }
            let count = VoteCount(
                yes: try number("pour"), no: try number("contre"), abstentions: try number("abstentions"),
                blanks: try number("blancs"), nulls: try number("nuls"))
            try await items.count(
                RecordedVote.Way(
                    way, college: college.isEmpty ? nil : college,
                    voters: way == .paper ? form.all("votants").compactMap { ID<Organisation>($0) } : nil, count: count,
                    scrutineers: way == .hands
                        ? [form.line("scrutateur-1"), form.line("scrutateur-2")] : try Self.names(form, "depouille-par")
                ),
                item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    /// « Ada, Yann, Soizic ».
    private static func names(_ form: Form, _ field: String) throws -> [String] {
        if let refused = Refused.tooLong(form.line(field), 300, field: field) { throw refused }
        return form.line(field).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
    }

    @Sendable func cancelCount(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "comptes", form) { id, item in
            guard let line = Int64(try context.parameter("ligne")) else { throw NotFound() }
            try await items.cancelCount(line, item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func answer(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "appel", form) { id, item in
            let choices = form.fields.compactMap { (field: Form.Field) -> RecordedVote.Named? in
                guard field.name.hasPrefix("choix-"),
                    let organisation = ID<Organisation>(String(field.name.dropFirst(6))),
                    let choice = RecordedVote.Choice(rawValue: field.value)
                else { return nil }
                return RecordedVote.Named(organisation, choice)
            }
            guard !choices.isEmpty else { throw Refused("Cochez au moins une réponse.") }
            try await items.answer(choices, item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func explain(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, form["preponderante"] == nil ? "explication" : "preponderante", form) {
            id, item in
            try await items.explain(
                item.position, form.text("explication"),
                casting: ResolutionResult.Casting(rawValue: form.text("preponderante")),
                at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable func pledge(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "engagement", form) { id, item in
            let due = form.text("echeance")
            guard due.isEmpty || Day(due) != nil else {
                throw Refused("Écrivez le jour comme 2027-03-01, ou laissez vide.", field: "echeance")
            }
            try await commitments.take(
                form.text("quoi"), who: form.line("qui-s-en-charge"), due: Day(due), item: item.position, at: id,
                actor: context.actor, at: context.now)
        }
    }
}

extension WebContext {
    /// An act on the item that the address names, then the item's page; a refusal shows it with what was typed, and with `kept`.
    func act(
        on views: SittingViewStore, _ name: String, _ form: Form, keeping kept: [String: String] = [:],
        _ work: (ID<Assembly>, RecordedItem) async throws -> Void
    ) async throws -> Response {
        guard let position = Int(try parameter("point")) else { throw NotFound() }
        let id: ID<Assembly> = try id()
        let path = "/poles/\(try parameter("slug"))/pilotage/assemblees/\(id)/seance/points/\(position)"
        return try await submit(then: path) {
            try await work(id, views.item(position, of: id))
        } refused: { refusal in
            let view = try await views.view(id, item: position, on: today)
            guard let item = view.record.item(position) else { throw NotFound() }
            var forms = SittingRoutes.forms(name, refusal, form, self)
            forms.refused.values.merge(kept) { $1 }
            return sittingItemPage(view, item, forms)
        }
    }
}
