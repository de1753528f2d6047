import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Minutes: read, approved, sealed, published, printed, proved.
struct MinutesRoutes {
    let views: SittingViewStore
    let minutes: MinutesStore
    let effects: AssemblyEffectStore
    let press: BookletPress

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id"
        table.get("\(path)/proces-verbal", .conductAssembly, on: .assembly, use: show)
        table.get("\(path)/proces-verbal/extrait", .conductAssembly, on: .assembly, use: extract)
        table.get("\(path)/proces-verbal.pdf", .conductAssembly, on: .assembly, use: file)
        table.get("\(path)/preuve.json", .conductAssembly, on: .assembly, use: proof)
        table.post("\(path)/proces-verbal/approbation", .conductAssembly, on: .assembly, use: approve)
        table.post("\(path)/proces-verbal/reprise", .conductAssembly, on: .assembly, use: reopen)
        table.post("\(path)/proces-verbal/sceau", .conductAssembly, on: .assembly, use: seal)
        table.post("\(path)/proces-verbal/publication", .conductAssembly, on: .assembly, use: publish)
        table.post("\(path)/proces-verbal/rectification", .conductAssembly, on: .assembly, use: rectify)
        table.post("\(path)/proces-verbal/effets", .conductAssembly, on: .assembly, use: bringAbout)
        table.get("/poles/:slug/assemblees/:id/decisions", .readPublic, on: .assembly, use: decisions)
    }

    private func view(_ context: WebContext) async throws -> SittingView {
        let view = try await views.view(context.id(), on: context.today)
        guard view.assembly.state.hasOpened else { throw Refused("Cette assemblée n’est pas encore ouverte.") }
        return view
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        return Reply(
            minutesPage(view, SittingForms(token: context.visitor.token), hasPress: press.isThere), in: context)
    }

    @Sendable private func extract(request: Request, context: WebContext) async throws -> Reply {
        let pairs = (request.uri.query ?? "").split(separator: "&").filter { $0.hasPrefix("point=") }
        return Reply(
            extractPage(try await view(context), items: pairs.compactMap { Int($0.dropFirst(6)) }), in: context)
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard press.isThere else { return .redirect(to: view.path + "/proces-verbal", type: .normal) }
        let html = minutesDocument(view, isFictional: context.frame.isFictional)
        do {
            let sheet = try Resources.folder().appending(path: "Public/proces-verbal.css")
            let key =
                "proces-verbal \(view.assembly.id) \(view.version) \(view.minutes.hash ?? "") \(view.minutes.rectifications.count)"
            var reply = Reply(
                bytes: ByteBuffer(bytes: try await press.print(html, stylesheet: sheet, key: key, isTagged: true)),
                type: "application/pdf")
            reply.headers[.contentDisposition] = "inline; filename=\"proces-verbal-\(view.assembly.id).pdf\""
            reply.headers[.cacheControl] = "no-store"
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused("Le PDF n’a pas pu être fabriqué. Imprimez la page depuis le navigateur.")
        }
    }

    @Sendable private func proof(request: Request, context: WebContext) async throws -> Reply {
        let id: ID<Assembly> = try context.id()
        guard let proof = try await minutes.proof(of: id) else {
            throw Refused("Le procès-verbal n’est pas encore scellé : il n’y a pas de preuve.")
        }
        var reply = Reply.download(proof, type: "application/json; charset=utf-8", name: "preuve-\(id).json")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    @Sendable private func approve(_ form: Form, context: WebContext) async throws -> Response {
        try await act("approbation", form, context) { id in
            try await minutes.approve(id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func reopen(_ form: Form, context: WebContext) async throws -> Response {
        try await act("reprise", form, context) { id in
            try await minutes.reopen(id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func seal(_ form: Form, context: WebContext) async throws -> Response {
        try await act("sceau", form, context) { id in
            try await minutes.seal(id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func publish(_ form: Form, context: WebContext) async throws -> Response {
        try await act("publication", form, context) { id in
            try await minutes.publish(
                id, isPublic: form.text("suite") != "retrait", actor: context.actor, at: context.now)
            try await effects.tellFounding(after: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func rectify(_ form: Form, context: WebContext) async throws -> Response {
        try await act("rectification", form, context) { id in
            try await minutes.rectify(id, form.text("rectification"), actor: context.actor, at: context.now)
        }
    }

    /// What the assembly decided is written where it has its effect.
    @Sendable private func bringAbout(_ form: Form, context: WebContext) async throws -> Response {
        try await act("effet", form, context) { id in
            do {
                try await effects.bring(about: form.text("effet"), after: id, actor: context.actor, at: context.now)
            } catch let refused as TransitionRefused { throw Refused(refused.inFull) }
        }
    }

    private func act(
        _ name: String, _ form: Form, _ context: WebContext, _ work: (ID<Assembly>) async throws -> Void
    ) async throws -> Response {
        let id: ID<Assembly> = try context.id()
        let path = "/poles/\(try context.parameter("slug"))/pilotage/assemblees/\(id)/proces-verbal"
        return try await context.submit(then: path) {
            try await work(id)
        } refused: { refusal in
            let view = try await views.view(id, on: context.today)
            guard view.assembly.state.hasOpened else {
                return errorPage(title: "Ce n’est pas possible", refusal.sentence)
            }
            return minutesPage(view, SittingRoutes.forms(name, refusal, form, context), hasPress: press.isThere)
        }
    }

    /// Open to all once published, and then only.
    @Sendable private func decisions(request: Request, context: WebContext) async throws -> Reply {
        let id: ID<Assembly> = try context.id()
        guard try await minutes.isPublished(id) else { throw NotFound() }
        return Reply(decisionsPage(try await views.view(id, on: context.today)), in: context)
    }
}
