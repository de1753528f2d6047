import Domain
import Foundation
import Hummingbird

/// The sectors: their public page, and their keeping by the network's animator.
struct SectorRoutes {
    let store: SectorStore
    private static let desk = "/reseau/pilotage/secteurs"

    func add(to table: inout RouteTable) {
        table.get("/annuaire/secteurs", .readPublic, use: show)
        table.get("/reseau/pilotage/secteurs", .keepReferences, use: showDesk)
        table.post("/reseau/pilotage/secteurs", .keepReferences, use: addSector)
        table.post("/reseau/pilotage/secteurs/correspondances", .keepReferences, use: setRule)
        table.post("/reseau/pilotage/secteurs/correspondances/retrait", .keepReferences, use: removeRule)
        table.get("/reseau/pilotage/secteurs/:code", .keepReferences, use: showSector)
        table.post("/reseau/pilotage/secteurs/:code", .keepReferences, use: change)
        table.post("/reseau/pilotage/secteurs/:code/retrait", .keepReferences, use: retire)
        table.post("/reseau/pilotage/secteurs/:code/retablissement", .keepReferences, use: reopen)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await store.view(on: context.today)
        return Reply(sectorPage(view, mayEdit: context.may(.keepReferences)), in: context)
    }

    @Sendable private func showDesk(request: Request, context: WebContext) async throws -> Reply {
        let rule = FormState(values: [
            "nomenclature": request.query("nomenclature"), "prefixe": request.query("prefixe"),
            "certitude": Certainty.reported.rawValue,
        ])
        let moved = Int(request.query("deplacees"))
        let done = moved.map { (count: Int) in
            count == 0
                ? "C’est enregistré. Aucune organisation ne change de secteur."
                : "C’est enregistré. \(French.count(count, "organisation change", "organisations changent")) de secteur."
        }
        return Reply(try await deskPage(rule: rule, done: done ?? "", context), in: context)
    }

    private func deskPage(
        added: FormState? = nil, rule: FormState = FormState(values: ["certitude": "rapporte"]), done: String = "",
        _ context: WebContext
    ) async throws -> PageContent {
        let start = FormState(values: [
            "depuis": context.today.description, "certitude-ajout": Certainty.reported.rawValue,
        ])
        return sectorDeskPage(
            try await store.view(on: context.today), added: added ?? start, rule: rule, done: done,
            token: context.visitor.token)
    }

    @Sendable private func addSector(_ form: Form, context: WebContext) async throws -> Response {
        var code = ""
        return try await context.submit(then: "\(Self.desk)/\(code)") {
            let draft = try Self.draft(form, suffix: "-ajout")
            code = try await store.add(
                draft, from: Day(form.text("depuis")), actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["libelle", "definition", "depuis", "preuve-ajout", "certitude-ajout"])
            return try await deskPage(
                added: .refused(refusal.about("preuve", as: "preuve-ajout"), values: values), context)
        }
    }

    @Sendable private func setRule(_ form: Form, context: WebContext) async throws -> Response {
        var moved = 0
        return try await context.submit(then: "\(Self.desk)?deplacees=\(moved)") {
            moved = try await store.set(
                SectorRuleDraft(
                    nomenclature: form.text("nomenclature"), prefix: form.text("prefixe"),
                    sector: form.text("secteur"), source: form.text("preuve"), certainty: try Self.certainty(form, "")),
                actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["nomenclature", "prefixe", "secteur", "preuve", "certitude"])
            return try await deskPage(rule: .refused(refusal, values: values), context)
        }
    }

    @Sendable private func removeRule(_ form: Form, context: WebContext) async throws -> Response {
        var moved = 0
        return try await context.submit(then: "\(Self.desk)?deplacees=\(moved)") {
            moved = try await store.remove(
                form.text("nomenclature"), form.text("prefixe"), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(rule: .refused(refusal, values: [:]), context)
        }
    }

    @Sendable private func showSector(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await editPage(nil, nil, context), in: context)
    }

    private func editPage(_ state: FormState?, _ end: FormState?, _ context: WebContext) async throws -> PageContent {
        let view = try await store.view(on: context.today)
        let code = try context.parameter("code")
        guard let position = view.sectors.all.firstIndex(where: { $0.code == code }) else { throw NotFound() }
        let sector = view.sectors.all[position]
        let values = [
            "libelle": sector.label, "definition": sector.definition, "rang": String(position + 1),
            "preuve": sector.source, "certitude": sector.certainty.rawValue,
        ]
        return sectorEditPage(
            sector, view.sectors, count: view.counts[code] ?? SectorCount(), state ?? FormState(values: values),
            end: end ?? FormState(values: ["fin": context.today.description]), token: context.visitor.token)
    }

    @Sendable private func change(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: Self.desk) {
            try await store.change(
                context.parameter("code"), to: Self.draft(form, suffix: ""), rank: Int(form.text("rang")),
                actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["libelle", "definition", "rang", "preuve", "certitude"])
            return try await editPage(.refused(refusal, values: values), nil, context)
        }
    }

    @Sendable private func retire(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: Self.desk) {
            try await store.retire(
                context.parameter("code"), on: Day(form.text("fin")), reason: form.text("motif"), actor: context.actor,
                at: context.now)
        } refused: { refusal in
            try await editPage(nil, .refused(refusal, values: form.values(["fin", "motif"])), context)
        }
    }

    @Sendable private func reopen(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: Self.desk) {
            try await store.reopen(
                context.parameter("code"), reason: form.text("motif"), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await editPage(nil, .refused(refusal, values: form.values(["motif"])), context)
        }
    }

    private static func draft(_ form: Form, suffix: String) throws -> SectorDraft {
        SectorDraft(
            label: form.text("libelle"), definition: form.text("definition"), source: form.text("preuve" + suffix),
            certainty: try certainty(form, suffix))
    }

    private static func certainty(_ form: Form, _ suffix: String) throws -> Certainty {
        guard let certainty = Certainty(rawValue: form.text("certitude" + suffix)) else {
            throw Refused("Choisissez à quel point c’est sûr.", field: "certitude" + suffix)
        }
        return certainty
    }

}
