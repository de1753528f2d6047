import Domain
import Foundation
import Hummingbird

/// The statutes of a hub at its desk: drafts, chapters, versions.
struct StatutesRoutes {
    let statutes: StatutesStore
    let documents: DocumentStore
    let printer: StatutesPrinter

    private static let desk = "/poles/:slug/pilotage/statuts"

    func add(to table: inout RouteTable) {
        let desk = Self.desk
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.post("\(desk)", .writeStatutes, on: .hub, use: begin)
        table.post("\(desk)/abandon", .writeStatutes, on: .hub, use: abandon)
        table.post("\(desk)/reprise", .writeStatutes, on: .hub, use: recordEarlier)
        table.post("\(desk)/publication", .writeStatutes, on: .hub, use: publish)
        table.get("\(desk)/comparaison", .readHubDesk, on: .hub, use: compare)
        table.get("\(desk)/versions/:id", .readHubDesk, on: .hub, use: version)
        table.get("\(desk)/brouillon/:chapitre", .writeStatutes, on: .hub, use: chapter)
        table.post("\(desk)/brouillon/:chapitre", .writeStatutes, on: .hub, use: save)
        table.post("\(desk)/brouillon/:chapitre/usage", .writeStatutes, on: .hub, use: reset)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await deskPage(FormState(), context), in: context)
    }

    @Sendable private func begin(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        return try await context.submit(then: desk.path) {
            let model = form.text("modele")
            guard model == "usage" || ID<StatutesVersion>(model) != nil else {
                throw Refused("Choisissez de quoi partir.", field: "modele")
            }
            let base = ID<StatutesVersion>(model).map(StatutesStore.Base.version) ?? .customary
            try await statutes.begin(desk.hub.id, from: base, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values(["modele"])), context)
        }
    }

    @Sendable private func abandon(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        return try await context.submit(then: desk.path) {
            try await statutes.abandon(
                desk.hub.id, reason: form.line("motif-abandon"), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values(["motif-abandon"])), context)
        }
    }

    @Sendable private func recordEarlier(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        return try await context.submit(then: desk.path) {
            let earlier = StatutesStore.Earlier(
                adoptedOn: Day(form.line("adoptes")),
                inForceFrom: form.line("vigueur").isEmpty ? nil : try day(form.line("vigueur"), "vigueur"),
                reason: form.line("motif"))
            try await documents.keeping(form.file("piece")) { document in
                try await statutes.recordEarlier(
                    earlier, of: desk.hub.id, document: document, actor: context.actor, at: context.now)
            }
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values(["adoptes", "vigueur", "motif"])), context)
        }
    }

    private func day(_ text: String, _ field: String) throws -> Day {
        guard let day = Day(text) else { throw Refused("Écrivez le jour ainsi : 2019-06-12.", field: field) }
        return day
    }

    @Sendable private func publish(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        return try await context.submit(then: desk.path) {
            guard let id = ID<StatutesVersion>(form.text("version")) else { throw NotFound() }
            try await statutes.publish(
                id, of: desk.hub.id, isPublic: form.text("publics") == "oui", actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(FormState(errors: [Refused(refusal.sentence)]), context)
        }
    }

    @Sendable private func compare(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk(context)
        func version(_ name: String) throws -> StatutesVersion {
            guard let id = ID<StatutesVersion>(request.query(name)),
                let version = desk.versions.first(where: { $0.id == id })
            else { throw NotFound() }
            return version
        }
        return Reply(
            statutesComparisonPage(desk, from: try version("ancienne"), to: try version("nouvelle")), in: context)
    }

    /// The number may carry `.pdf` or `.json`.
    @Sendable private func version(request: Request, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        let asked = try context.parameter("id").split(separator: ".", maxSplits: 1).map(String.init)
        guard let number = asked.first, let id = ID<StatutesVersion>(number),
            let version = desk.versions.first(where: { $0.id == id })
        else { throw NotFound() }
        switch asked.count == 2 ? asked[1] : "" {
        case "":
            return Reply(statutesVersionPage(desk, version, hasPress: printer.press.isThere), in: context)
                .response(from: request, context: context)
        case "json": return printer.json(desk.hub, version).response(from: request, context: context)
        case "pdf":
            return try await printer.pdf(
                desk.hub, version, otherwise: "\(desk.path)/versions/\(id.rawValue)", request, context)
        default: throw NotFound()
        }
    }

    private func deskPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let desk = try await desk(context)
        return statutesDeskPage(
            desk, state, mayWrite: context.may(.writeStatutes, to: .hub(desk.hub.id)), token: context.visitor.token)
    }

    func desk(_ context: WebContext) async throws -> StatutesDesk {
        guard let desk = try await statutes.desk(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        return desk
    }
}

/// Chapters of the draft.
extension StatutesRoutes {
    @Sendable private func chapter(request: Request, context: WebContext) async throws -> Reply {
        let (desk, draft, chapter) = try await place(context)
        let view = StatutesChapterView(
            desk: desk, draft: draft, chapter: chapter, document: draft.document,
            state: FormState(values: StatutesForm.values(chapter, draft.document)), isPreview: false)
        return Reply(statutesChapterPage(view, token: context.visitor.token), in: context)
    }

    @Sendable private func save(_ form: Form, context: WebContext) async throws -> Response {
        let (desk, draft, chapter) = try await place(context)
        if form.text("suite") == "voir", let preview = try? StatutesForm.read(chapter, form, over: draft.document) {
            let view = StatutesChapterView(
                desk: desk, draft: draft, chapter: chapter, document: preview, state: FormState(values: form.values),
                isPreview: true)
            return Reply(statutesChapterPage(view, token: context.visitor.token), in: context).plainResponse
        }
        return try await context.submit(then: "\(desk.path)/brouillon/\(chapter.rawValue)") {
            let document = try StatutesForm.read(chapter, form, over: draft.document)
            try await statutes.save(
                document, as: draft.id, chapter: chapter, of: desk.hub.id, shown: form["lu"], actor: context.actor,
                at: context.now)
        } refused: { refusal in
            var values = form.values
            // What stands now has been seen: the same form, sent again, replaces it.
            let now = try await statutes.draft(of: desk.hub.id) ?? draft
            values["lu"] = StatutesText.mark(now.document, chapter)
            return statutesChapterPage(
                StatutesChapterView(
                    desk: desk, draft: now, chapter: chapter, document: now.document,
                    state: .refused(refusal, values: values), isPreview: false), token: context.visitor.token)
        }
    }

    @Sendable private func reset(_ form: Form, context: WebContext) async throws -> Response {
        let (desk, draft, chapter) = try await place(context)
        return try await context.submit(then: "\(desk.path)/brouillon/\(chapter.rawValue)") {
            try await statutes.reset(
                draft.id, chapter: chapter, of: desk.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(FormState(errors: [Refused(refusal.sentence)]), context)
        }
    }

    private func place(
        _ context: WebContext
    ) async throws -> (StatutesDesk, StatutesVersion, StatutesChapter) {
        let desk = try await desk(context)
        guard let draft = desk.draft, let chapter = StatutesChapter(rawValue: try context.parameter("chapitre")) else {
            throw NotFound()
        }
        return (desk, draft, chapter)
    }
}
