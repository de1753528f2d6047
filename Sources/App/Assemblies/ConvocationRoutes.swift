import Domain
import Foundation
import Hummingbird

/// Convening: the readiness list, the preview, the letters and what became of them.
struct ConvocationRoutes {
    let door: AssemblyDoor
    let convocations: ConvocationStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id"
        table.get("\(path)/convocation", .prepareAssembly, on: .assembly, use: show)
        table.post("\(path)/convocation", .prepareAssembly, on: .assembly, use: convene)
        table.post("\(path)/envois", .prepareAssembly, on: .assembly, use: conveneOthers)
        table.post("\(path)/rappels", .prepareAssembly, on: .assembly, use: remind)
        table.post("\(path)/annonce", .prepareAssembly, on: .assembly, use: announce)
        table.post("\(path)/lettres", .prepareAssembly, on: .assembly, use: posted)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return Reply(
            convocationPage(dossier, FormState(), done: request.query("fait"), token: context.visitor.token),
            in: context)
    }

    @Sendable private func convene(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: { _ in "convoquee" }) { dossier in
            try await convocations.convene(
                dossier.assembly.id, of: dossier.hub.id, overrideReason: form.text("passer-outre"),
                actor: context.actor, at: context.now)
            return 0
        }
    }

    @Sendable private func conveneOthers(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: { "envois-\($0)" }) { dossier in
            try await convocations.conveneOthers(
                dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func remind(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: { "rappels-\($0)" }) { dossier in
            try await convocations.remind(
                dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func announce(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: { "envois-\($0)" }) { dossier in
            try await convocations.announce(
                dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func posted(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: { _ in "lettres" }) { dossier in
            let chosen = Set(form.all("organisation").compactMap(ID<Organisation>.init))
            try await convocations.recordPosted(
                chosen, dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
            return chosen.count
        }
    }

    private func act(
        _ form: Form, _ context: WebContext, done: (Int) -> String, _ work: (AssemblyDossier) async throws -> Int
    ) async throws -> Response {
        let dossier = try await door.dossier(context)
        var count = 0
        return try await context.submit(then: "\(dossier.path)/convocation?fait=\(done(count))") {
            count = try await work(dossier)
        } refused: { refusal in
            convocationPage(
                dossier, .refused(refusal, values: form.values(["passer-outre"])), done: "",
                token: context.visitor.token)
        }
    }
}
