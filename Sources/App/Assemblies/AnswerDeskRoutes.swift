import Domain
import Foundation
import Hummingbird

/// Answers and amendments as the desk sees them, and as it records those that came by telephone or on paper.
struct AnswerDeskRoutes {
    let door: AssemblyDoor
    let answers: AnswerStore
    let amendments: AmendmentStore

    static let answerFields = ["organisation", "reponse", "voie", "representant", "porteur", "etendue", "message"]
    static let amendmentFields = ["nature", "point", "organisation", "texte", "voie"]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id"
        table.get("\(path)/reponses", .prepareAssembly, on: .assembly, use: show)
        table.post("\(path)/reponses", .prepareAssembly, on: .assembly, use: record)
        table.get("\(path)/amendements", .prepareAssembly, on: .assembly, use: list)
        table.post("\(path)/amendements", .prepareAssembly, on: .assembly, use: receive)
        table.post("\(path)/amendements/:amendement", .prepareAssembly, on: .assembly, use: decide)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        let state = FormState(values: ["etendue": "tout", "organisation": request.query("organisation")])
        return Reply(answersPage(dossier, state, token: context.visitor.token), in: context)
    }

    @Sendable private func record(_ form: Form, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path + "/reponses") {
            var draft = AnswerDraft(form)
            draft.organisation = ID(form.text("organisation"))
            try await answers.record(
                draft, ProxyGrant.Way(rawValue: form.text("voie")), of: dossier.assembly.id, in: dossier.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            let state = FormState.refused(refusal, values: form.answerValues(Self.answerFields))
            return answersPage(dossier, state, token: context.visitor.token)
        }
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return Reply(
            amendmentsPage(dossier, FormState(values: ["nature": "amendement"]), token: context.visitor.token),
            in: context)
    }

    @Sendable private func receive(_ form: Form, context: WebContext) async throws -> Response {
        try await amend(form, context, Self.amendmentFields) { dossier in
            guard let way = ProxyGrant.Way(rawValue: form.text("voie")), way == .telephone || way == .paper else {
                throw Refused("Dites si cela est venu par téléphone ou sur papier.", field: "voie")
            }
            var draft = AmendmentDraft(form)
            draft.organisation = ID(form.text("organisation"))
            try await amendments.record(
                draft, way, of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func decide(_ form: Form, context: WebContext) async throws -> Response {
        let id: ID<Amendment> = try context.id("amendement")
        return try await amend(form, context, ["suite-\(id)", "reponse-\(id)"]) { dossier in
            try await amendments.decide(
                id, Amendment.Outcome(rawValue: form.text("suite-\(id)")), answer: form.text("reponse-\(id)"),
                of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    private func amend(
        _ form: Form, _ context: WebContext, _ fields: [String], _ work: (AssemblyDossier) async throws -> Void
    ) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path + "/amendements") {
            try await work(dossier)
        } refused: { refusal in
            amendmentsPage(dossier, .refused(refusal, values: form.values(fields)), token: context.visitor.token)
        }
    }
}

extension AnswerDraft {
    init(_ form: Form) {
        let isPart = form["etendue"] == "points"
        self.init(
            organisation: nil, choice: AssemblyAnswer.Choice(rawValue: form.text("reponse")),
            representative: form.line("representant"), note: form.text("message"), holder: ID(form.text("porteur")),
            items: isPart ? form.all("points").compactMap(Int.init) : nil)
    }
}

extension AmendmentDraft {
    init(_ form: Form) {
        self.init(
            kind: Amendment.Kind(rawValue: form.text("nature")), item: ID(form.text("point")),
            text: form.text("texte"))
    }
}

extension Form {
    /// The fields of an answer, and which points were ticked: « points-2 ».
    func answerValues(_ fields: [String]) -> [String: String] {
        var values = values(fields)
        for point in all("points").prefix(200) { values["points-\(point)"] = "oui" }
        return values
    }
}
