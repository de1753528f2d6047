import Domain
import Foundation
import Hummingbird

/// The key of an assembly's tellers, before its secret votes on line.
struct AssemblyTellersRoutes {
    let tellers: AssemblyTellersStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/scrutateurs"
        table.get("\(path)", .conductAssembly, on: .assembly, use: show)
        table.post("\(path)/cle", .conductAssembly, on: .assembly, use: deposit)
        table.get("\(path)/essai.json", .conductAssembly, on: .assembly, use: trial)
        table.post("\(path)/essai", .conductAssembly, on: .assembly, use: acceptTrial)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(FormState(), context), in: context)
    }

    private func page(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let id: ID<Assembly> = try context.id()
        let found = try await tellers.tellers(of: id)
        return assemblyTellersPage(
            found.assembly, slug: try context.parameter("slug"), found.tellers, state, token: context.visitor.token)
    }

    @Sendable private func deposit(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id in
            try await tellers.deposit(form.json("cle"), at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func trial(request: Request, context: WebContext) async throws -> Reply {
        Reply.download(
            try await tellers.trialFile(of: context.id()) + "\n", type: "application/json", name: "essai.json")
    }

    @Sendable private func acceptTrial(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id in
            try await tellers.acceptTrial(form.json("liste"), at: id, actor: context.actor, at: context.now)
        }
    }

    private func act(_ context: WebContext, _ work: (ID<Assembly>) async throws -> Void) async throws -> Response {
        let id: ID<Assembly> = try context.id()
        let path = "/poles/\(try context.parameter("slug"))/pilotage/assemblees/\(id)/scrutateurs"
        return try await context.submit(then: path) {
            try await work(id)
        } refused: { refusal in
            try await page(.refused(refusal, values: [:]), context)
        }
    }
}
