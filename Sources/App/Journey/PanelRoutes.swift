import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a panel does: it reads, notes, answers, chooses. The store lets nobody else in.
struct PanelRoutes {
    let hubs: HubStore
    let applications: ApplicationStore

    private static let fields = ["critere", "note", "suite", "instance", "decision", "debut-contrat"]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/recrutements/:id/candidatures"
        table.get("\(path)", .readApplications, on: .hub, use: list)
        table.get("\(path)/:candidature", .readApplications, on: .hub, use: show)
        table.get("\(path)/:candidature/pieces/:piece", .readApplications, on: .hub, use: paper)
        table.post("\(path)/:candidature/notes", .readApplications, on: .hub, use: note)
        table.post("\(path)/:candidature/suite", .readApplications, on: .hub, use: move)
        table.post("\(path)/:candidature/embauche", .readApplications, on: .hub, use: hire)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        Reply(panelPage(try await panel(context)), in: context)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await panel(context)
        let state = FormState(values: ["decision": context.today.description])
        return Reply(
            panelApplicationPage(view, try application(view, context), state, token: context.visitor.token), in: context
        )
    }

    @Sendable private func paper(request: Request, context: WebContext) async throws -> Response {
        let application = try application(await panel(context), context)
        return try applications.files.response(context.id("piece"), among: application.papers, request, context)
    }

    @Sendable private func note(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view, application in
            try await applications.note(
                form.text("note"), about: form.line("critere"), on: application.id, view.post.id, of: view.hub,
                by: context.visitor.subject.person, at: context.now)
        }
    }

    @Sendable private func move(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view, application in
            try await applications.move(
                application.id, to: ApplicationStage(rawValue: form.text("suite")), view.post.id, of: view.hub,
                by: context.visitor.subject.person, at: context.now)
        }
    }

    @Sendable private func hire(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view, application in
            try await applications.hire(
                application.id,
                ApplicationStore.Hiring(
                    decidedBy: form.line("instance"), decidedOn: form.trimmed("decision"),
                    contractStart: form.trimmed("debut-contrat")), view.post.id, of: view.hub,
                by: context.visitor.subject.person, at: context.now)
        }
    }

    private func act(
        _ form: Form, _ context: WebContext, _ work: (PanelView, JobApplication) async throws -> Void
    ) async throws -> Response {
        let view = try await panel(context)
        let application = try application(view, context)
        return try await context.submit(then: "\(view.path)/\(application.id)") {
            try await work(view, application)
        } refused: { refusal in
            panelApplicationPage(
                view, application, .refused(refusal, values: form.values(Self.fields)), token: context.visitor.token)
        }
    }

    private func panel(_ context: WebContext) async throws -> PanelView {
        try await applications.panel(
            context.id(), of: hubs.named(context), for: context.visitor.subject.person, on: context.today)
    }

    private func application(_ view: PanelView, _ context: WebContext) throws -> JobApplication {
        let id: ID<JobApplication> = try context.id("candidature")
        guard let found = view.applications.first(where: { $0.id == id }) else { throw NotFound() }
        return found
    }
}

extension ApplicationFiles {
    /// A paper to be saved, never run as a page nor kept by anything in between.
    func response(
        _ id: ID<ApplicationPaper>, among papers: [ApplicationPaper], _ request: Request, _ context: WebContext
    ) throws -> Response {
        guard let paper = papers.first(where: { $0.id == id }), let data = data(paper.storedName) else {
            throw NotFound()
        }
        var headers = HTTPFields()
        headers[.contentType] = paper.mediaType
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(paper.name.addressEncoded)"
        headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        headers[.cacheControl] = "no-store"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}
