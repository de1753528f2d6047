import Domain
import Foundation
import Hummingbird

/// Candidacies before the assembly opens.
struct CandidacyRoutes {
    let door: AssemblyDoor
    let candidacies: CandidacyStore

    private static let fields = [
        "point", "organisation", "representant-candidat", "genre", "naissance", "presentation",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/candidatures"
        table.get("\(path)", .prepareAssembly, on: .assembly, use: show)
        table.post("\(path)", .prepareAssembly, on: .assembly, use: stand)
        table.post("\(path)/retrait", .prepareAssembly, on: .assembly, use: withdraw)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return Reply(candidacyPage(dossier, FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func stand(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { id in
            let draft = CandidacyStore.Draft(
                item: Int(form.text("point")) ?? 0, organisation: ID(form.text("organisation")),
                representative: form.line("representant-candidat"), gender: form.text("genre"),
                born: form.text("naissance"), statement: form.text("presentation"))
            try await candidacies.stand(draft, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { id in
            try await candidacies.withdraw(
                form.text("candidature"), item: Int(form.text("point")) ?? 0, at: id, actor: context.actor,
                at: context.now)
        }
    }

    private func act(
        _ form: Form, _ context: WebContext, _ work: (ID<Assembly>) async throws -> Void
    ) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path + "/candidatures") {
            try await work(dossier.assembly.id)
        } refused: { refusal in
            candidacyPage(
                dossier, .refused(refusal, values: form.values(Self.fields)), token: context.visitor.token)
        }
    }
}
