import Domain
import Foundation
import Hummingbird
import Tabular

/// The perimeter of the ESS: its versions at the network's desk, its method for everybody, decisions on one organisation.
struct EssRoutes {
    let store: EssStore
    let standing: EssStandingStore
    let records: RecordStore
    private static let desk = "/reseau/pilotage/perimetre-ess"

    func add(to table: inout RouteTable) {
        table.get("/annuaire/methode", .readPublic, use: showMethod)
        table.get("/annuaire/methode/desaccords.csv", .readPublic, use: disputes)
        table.get("/annuaire/:slug/appartenance", .keepReferences, use: showDecision)
        table.post("/annuaire/:slug/appartenance", .keepReferences, use: decide)
        table.get("/reseau/pilotage/perimetre-ess", .keepReferences, use: showVersions)
        table.post("/reseau/pilotage/perimetre-ess", .keepReferences, use: copy)
        table.get("/reseau/pilotage/perimetre-ess/:id", .keepReferences, use: showVersion)
        table.get("/reseau/pilotage/perimetre-ess/:id/comparaison", .keepReferences, use: compare)
        table.post("/reseau/pilotage/perimetre-ess/:id/categories", .keepReferences, use: setCategory)
        table.post("/reseau/pilotage/perimetre-ess/:id/categories/retrait", .keepReferences, use: removeCategory)
        table.post("/reseau/pilotage/perimetre-ess/:id/activites", .keepReferences, use: exclude)
        table.post("/reseau/pilotage/perimetre-ess/:id/activites/retrait", .keepReferences, use: readmit)
        table.post("/reseau/pilotage/perimetre-ess/:id/vigueur", .keepReferences, use: enforce)
        table.post("/reseau/pilotage/perimetre-ess/:id/abandon", .keepReferences, use: drop)
    }

    @Sendable private func showMethod(request: Request, context: WebContext) async throws -> Reply {
        let method = try await standing.method(on: context.today, limit: 100)
        return Reply(essMethodPage(method, mayEdit: context.may(.keepReferences)), in: context)
    }

    @Sendable private func disputes(request: Request, context: WebContext) async throws -> Reply {
        let method = try await standing.method(on: context.today, limit: .max)
        var writer = CSVWriter()
        writer.add(["identifiant", "nom", "famille", "dans_l_ess", "decide_par", "temoins"].map { .text($0) })
        for line in method.disputed {
            writer.add([
                .text(line.slug), .text(line.name), .text(line.family.rawValue),
                .text(line.verdict.isIn ? "oui" : "non"), .text(line.verdict.basis.label),
                .text(line.verdict.reasons.joined(separator: " ")),
            ])
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "desaccords-ess.csv")
    }

    @Sendable private func showDecision(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await decisionPage(nil, context), in: context)
    }

    private func decisionPage(_ state: FormState?, _ context: WebContext) async throws -> PageContent {
        guard let view = try await records.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        let sheet = view.line.sheet
        let fields: [OrganisationField] = [.family, .familyReason, .essNetwork, .essReason]
        let values = Dictionary(fields.map { ($0.rawValue, sheet[$0]) }) { first, _ in first }
        return essDecisionPage(view, state ?? FormState(values: values), token: context.visitor.token)
    }

    @Sendable private func decide(_ form: Form, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        return try await context.submit(then: "/annuaire/\(slug)") {
            try await standing.decide(
                slug, family: Family(rawValue: form.text("famille")), familyReason: form.text("motif_famille"),
                belonging: form.text("ess_reseau"), reason: form.text("motif_ess"), actor: context.actor,
                at: context.now)
        } refused: { refusal in
            let values = form.values(["famille", "motif_famille", "ess_reseau", "motif_ess"])
            return try await decisionPage(.refused(refusal, values: values), context)
        }
    }

    @Sendable private func showVersions(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await versionsPage(FormState(), context), in: context)
    }

    private func versionsPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let (versions, now) = try await store.list(on: context.today)
        let method = try await standing.method(on: context.today, limit: 0)
        return essVersionsPage(versions, inForce: now, count: method.count, state, token: context.visitor.token)
    }

    @Sendable private func copy(_ form: Form, context: WebContext) async throws -> Response {
        var id: Int64 = 0
        return try await context.submit(then: "\(Self.desk)/\(id)") {
            guard let model = Int64(form.text("modele")) else {
                throw Refused("Choisissez la version à copier.", field: "modele")
            }
            id = try await store.copy(model, title: form.text("titre"), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await versionsPage(.refused(refusal, values: form.values(["modele", "titre"])), context)
        }
    }

    @Sendable private func showVersion(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await versionPage(EssForms(on: context.today), context), in: context)
    }

    private func versionPage(_ forms: EssForms, _ context: WebContext) async throws -> PageContent {
        let id = try number(context)
        let (version, table) = try await store.read(id)
        let preview = version.validFrom == nil ? try await standing.preview(of: id, on: context.today) : nil
        return essVersionPage(version, table, preview: preview, forms, token: context.visitor.token)
    }

    @Sendable private func compare(request: Request, context: WebContext) async throws -> Reply {
        let (version, table) = try await store.read(number(context))
        let (versions, now) = try await store.list(on: context.today)
        let other = Int64(request.query("avec")) ?? version.copyOf ?? now.id
        let (old, earlier) = try await store.read(other)
        let page = essComparisonPage(
            from: old, to: version, EssTableDifference(from: earlier, to: table), versions: versions)
        return Reply(page, in: context)
    }

    @Sendable private func setCategory(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: "\(Self.desk)/\(id)#categories") {
            try await store.set(
                form.text("code"), label: form.text("intitule"), family: Family(rawValue: form.text("famille")),
                standing: EssTable.Standing(rawValue: form.text("appartenance")), try Self.proof(form), in: id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["code", "intitule", "famille", "appartenance", "preuve", "certitude"])
            return try await versionPage(
                EssForms(on: context.today, category: .refused(refusal, values: values)), context)
        }
    }

    @Sendable private func removeCategory(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: "\(Self.desk)/\(id)#categories") {
            try await store.remove(form.text("code"), from: id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await versionPage(EssForms(on: context.today, category: .refused(refusal, values: [:])), context)
        }
    }

    @Sendable private func exclude(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: "\(Self.desk)/\(id)#activites") {
            try await store.exclude(
                form.text("nomenclature"), form.text("prefixe"), label: form.text("activite"),
                EssProof(source: form.text("preuve-activite"), certainty: try Self.certainty(form, "-activite")),
                in: id, actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["nomenclature", "prefixe", "activite", "preuve-activite", "certitude-activite"])
            let state = FormState.refused(refusal.about("preuve", as: "preuve-activite"), values: values)
            return try await versionPage(EssForms(on: context.today, activity: state), context)
        }
    }

    @Sendable private func readmit(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: "\(Self.desk)/\(id)#activites") {
            try await store.readmit(
                form.text("nomenclature"), form.text("prefixe"), in: id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await versionPage(EssForms(on: context.today, activity: .refused(refusal, values: [:])), context)
        }
    }

    @Sendable private func enforce(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: Self.desk) {
            try await store.enforce(
                id, from: Day(form.text("depuis")),
                EssProof(source: form.text("preuve-vigueur"), certainty: try Self.certainty(form, "-vigueur")),
                actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["depuis", "preuve-vigueur", "certitude-vigueur"])
            let state = FormState.refused(refusal.about("preuve", as: "preuve-vigueur"), values: values)
            return try await versionPage(EssForms(on: context.today, enforcement: state), context)
        }
    }

    @Sendable private func drop(_ form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: Self.desk) {
            try await store.drop(id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await versionPage(EssForms(on: context.today, enforcement: .refused(refusal, values: [:])), context)
        }
    }

    private func number(_ context: WebContext) throws -> Int64 {
        guard let number = Int64(try context.parameter("id")) else { throw NotFound() }
        return number
    }

    private static func proof(_ form: Form) throws -> EssProof {
        EssProof(source: form.text("preuve"), certainty: try certainty(form, ""))
    }

    private static func certainty(_ form: Form, _ suffix: String) throws -> Certainty {
        guard let certainty = Certainty(rawValue: form.text("certitude" + suffix)) else {
            throw Refused("Choisissez à quel point c’est sûr.", field: "certitude" + suffix)
        }
        return certainty
    }
}

extension Refusal {
    /// The same sentences, about the field that a page with several forms names otherwise.
    func about(_ field: String, as name: String) -> any Refusal {
        let all = (self as? RefusedForm)?.refusals ?? [Refused(sentence, field: self.field)]
        return RefusedForm(refusals: all.map { $0.field == field ? Refused($0.sentence, field: name) : $0 })
    }
}
