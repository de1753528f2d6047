import Domain
import Foundation
import Hummingbird

/// The work on a hub's path: core group, workstreams, advice, those who follow.
struct JourneyDeskRoutes {
    let journeys: JourneyStore
    let core: CoreStore
    let tasks: JourneyTaskStore
    let advice: AdviceStore
    let voices: VoiceStore
    let prospects: ProspectStore
    let documents: DocumentStore
    let guide: JourneyGuide

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.get("\(desk)/noyau", .editHub, on: .hub, use: showCore)
        table.post("\(desk)/noyau", .editHub, on: .hub, use: addSeat)
        table.post("\(desk)/noyau/:id/fin", .editHub, on: .hub, use: endSeat)
        table.get("\(desk)/chantiers/:chantier", .editHub, on: .hub, use: showWorkstream)
        table.post("\(desk)/chantiers/:chantier/taches", .editHub, on: .hub, use: addTask)
        table.post("\(desk)/chantiers/:chantier/propositions", .editHub, on: .hub, use: adoptTask)
        table.get("\(desk)/taches/:id", .editHub, on: .hub, use: showTask)
        table.post("\(desk)/taches/:id", .editHub, on: .hub, use: changeTask)
        table.post("\(desk)/conseils", .adviseHub, on: .hub, use: give)
        table.post("\(desk)/conseils/:id", .editHub, on: .hub, use: answer)
        table.get("\(desk)/voix", .editHub, on: .hub, use: showVoices)
        table.post("\(desk)/voix/nouvelles", .editHub, on: .hub, use: publish)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(deskPage(try await journeys.named(context), FormState(), context), in: context)
    }

    private func deskPage(_ view: JourneyView, _ state: FormState, _ context: WebContext) -> PageContent {
        journeyDeskPage(
            view, guide: guide, mayEdit: context.may(.editHub, to: .hub(view.hub.id)),
            mayAdvise: context.may(.adviseHub), state, token: context.visitor.token)
    }

    @Sendable private func showCore(request: Request, context: WebContext) async throws -> Reply {
        let words = String(request.query("q").prefix(80))
        let state = FormState(values: ["depuis": context.today.description, "fiche": request.query("fiche")])
        return Reply(try await corePage(words, state, context), in: context)
    }

    private func corePage(_ words: String, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let view = try await journeys.named(context)
        let missing = try await prospects.view(view.hub, commune: "", on: context.today)
        let found = try await core.found(words)
        return coreGroupPage(view, missing, search: words, found: found, state, token: context.visitor.token)
    }

    @Sendable private func addSeat(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        return try await context.submit(then: view.desk + "/noyau") {
            try await core.add(
                CoreStore.Draft(
                    record: form.text("fiche"), organisation: form.line("organisation"),
                    family: Family(rawValue: form.text("famille")), isPartner: form.text("partenaire") == "oui",
                    person: form.line("personne"), role: form.line("role"), availability: form.line("disponibilite"),
                    from: Day(form.text("depuis"))), to: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await corePage("", .refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func endSeat(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        return try await context.submit(then: view.desk + "/noyau") {
            try await core.end(
                context.id(), of: view.hub.id, on: Day(form.text("jour")), actor: context.actor, at: context.now)
        } refused: { refusal in
            // The day is asked on each line: its refusal stands above them all.
            let state = FormState(
                values: ["depuis": context.today.description], errors: [Refused(refusal.sentence)])
            return try await corePage("", state, context)
        }
    }

    @Sendable private func showWorkstream(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        return Reply(
            workstreamPage(view, try workstream(context), guide, FormState(), token: context.visitor.token), in: context
        )
    }

    @Sendable private func addTask(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        let workstream = try workstream(context)
        return try await context.submit(then: view.desk + "/chantiers/\(workstream.rawValue)") {
            try await tasks.add(
                taskDraft(form), to: workstream, of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            workstreamPage(
                view, workstream, guide, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    @Sendable private func adoptTask(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        let workstream = try workstream(context)
        return try await context.submit(then: view.desk + "/chantiers/\(workstream.rawValue)") {
            let keys = form.all("tache").prefix(30)
            guard !keys.isEmpty else { throw Refused("Cochez au moins une tâche à prendre.") }
            for key in keys {
                try await tasks.adopt(key, from: guide, for: view.hub.id, actor: context.actor, at: context.now)
            }
        } refused: { refusal in
            workstreamPage(
                view, workstream, guide, .refused(refusal, values: [:]), token: context.visitor.token)
        }
    }

    @Sendable private func showTask(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        let task = try task(view, context)
        return Reply(
            taskPage(view, task, guide, taskState(task), documents.maximumUpload, token: context.visitor.token),
            in: context)
    }

    @Sendable private func changeTask(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        let task = try task(view, context)
        return try await context.submit(then: view.desk + "/chantiers/\(task.workstream.rawValue)") {
            try await documents.keeping(form.file("piece")) { document in
                try await tasks.change(
                    task.id, of: view.hub.id, to: taskDraft(form), document: document, actor: context.actor,
                    at: context.now)
            }
        } refused: { refusal in
            taskPage(
                view, task, guide, .refused(refusal, values: form.values), documents.maximumUpload,
                token: context.visitor.token)
        }
    }

    private func taskDraft(_ form: Form) -> JourneyTaskStore.Draft {
        JourneyTaskStore.Draft(
            title: form.line("titre"), state: TaskState(rawValue: form.text("etat")), who: form.line("qui"),
            due: form.text("echeance"), note: form.text("note"), evidence: form.line("preuve"),
            evidenceURL: form.text("lien"))
    }

    private func taskState(_ task: JourneyTask) -> FormState {
        FormState(values: [
            "titre": task.title, "etat": task.state.rawValue, "qui": task.who, "echeance": task.due?.description ?? "",
            "note": task.note,
            "preuve": task.evidence.map { $0.title == $0.url || $0.title == "pièce jointe" ? "" : $0.title } ?? "",
            "lien": task.evidence?.url ?? "",
        ])
    }

    private func workstream(_ context: WebContext) throws -> Workstream {
        guard let workstream = Workstream(rawValue: try context.parameter("chantier")) else { throw NotFound() }
        return workstream
    }

    private func task(_ view: JourneyView, _ context: WebContext) throws -> JourneyTask {
        let id = Int64(try context.parameter("id"))
        guard let task = view.tasks.first(where: { $0.id == id }) else { throw NotFound() }
        return task
    }
}

extension JourneyDeskRoutes {
    @Sendable private func give(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        return try await context.submit(then: view.desk + "#conseils") {
            try await advice.give(
                form.text("conseil"), about: Workstream(rawValue: form.text("chantier")), to: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            deskPage(view, .refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        let id = Int64(try context.parameter("id"))
        guard let asked = view.advice.first(where: { $0.id == id }) else { throw NotFound() }
        return try await context.submit(then: view.desk + "#conseils") {
            try await advice.answer(
                asked.id, AdviceAnswer(rawValue: form.text("reponse")), reason: form.text("raison"), of: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            deskPage(view, FormState(values: form.values, errors: [Refused(refusal.sentence)]), context)
        }
    }

    @Sendable private func showVoices(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        return Reply(voiceListPage(view, FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func publish(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        return try await context.submit(then: view.desk + "/voix") {
            try await voices.publish(
                title: form.line("titre"), body: form.text("texte"), of: view.hub, actor: context.actor, at: context.now
            )
        } refused: { refusal in
            voiceListPage(view, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }
}
