import Domain
import Foundation
import Hummingbird

/// The announcement and the door of those who apply.
struct ApplicationRoutes {
    let hubs: HubStore
    let recruitments: RecruitmentStore
    let applications: ApplicationStore
    let throttle: RecordThrottle
    let maximumUpload: Int

    private static let fields = ["nom", "courriel", "telephone", "message"]

    func add(to table: inout RouteTable) {
        let post = "/poles/:slug/recrutements/:id"
        table.get("\(post)", .readPublic, on: .hub, use: show)
        table.get("\(post)/candidature", .applyForPost, on: .hub, use: showForm)
        table.post("\(post)/candidature", .applyForPost, on: .hub, use: apply)
        table.get("/candidature", .applyForPost, use: follow)
        table.get("/candidature/donnees.json", .applyForPost, use: take)
        table.get("/candidature/pieces/:id", .applyForPost, use: paper)
        table.post("/candidature/retrait", .applyForPost, use: withdraw)
        table.get("/candidature/merci", .applyForPost) { _, context in
            Reply(applicationThanksPage(), in: context)
        }
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(announcementPage(try await view(context)), in: context)
    }

    @Sendable private func showForm(request: Request, context: WebContext) async throws -> Reply {
        Reply(page(try await view(context), FormState(), context), in: context)
    }

    private func page(_ view: RecruitmentView, _ state: FormState, _ context: WebContext) -> PageContent {
        guard view.post.takesApplications(on: context.today) else { return announcementPage(view) }
        return applicationFormPage(view, state, maximumUpload: maximumUpload, token: context.visitor.token)
    }

    @Sendable private func apply(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: "/candidature/merci") {
            // What fills the field that people do not see is a machine: it is thanked, and nothing is kept.
            guard form.text("site-web-2").isEmpty else { return }
            guard await throttle.proposalsPerClient.allows(context.client.key, at: context.now) else {
                throw Refused("Beaucoup d’envois viennent d’ici : recommencez dans une heure.")
            }
            let papers = ["cv", "lettre"].compactMap { field in form.file(field).map { (field: field, upload: $0) } }
            try await applications.apply(
                ApplicationStore.Draft(
                    name: form.line("nom"), address: form.trimmed("courriel"), phone: form.line("telephone"),
                    message: form.text("message")), papers: papers, to: view.post.id, of: view.hub, at: context.now)
        } refused: { refusal in
            applicationFormPage(
                view, .refused(refusal, values: form.values(Self.fields)), maximumUpload: maximumUpload,
                token: context.visitor.token)
        }
    }

    @Sendable private func follow(request: Request, context: WebContext) async throws -> Reply {
        let text = request.query("cle")
        guard let key = Secret(text), let opened = try await applications.opened(key) else {
            return Reply(
                applicationSentencePage(
                    "Ce lien n’ouvre rien",
                    "Recopiez-le en entier. Si vous avez tout effacé, ou si le jour est passé, il ne reste rien."),
                in: context)
        }
        return Reply(
            applicationFollowPage(opened.hub, opened.post, opened.application, key: text, token: context.visitor.token),
            in: context)
    }

    /// Everything that is kept, for whoever sent it (RGPD, art. 15 and 20).
    @Sendable private func take(request: Request, context: WebContext) async throws -> Reply {
        let opened = try await opened(request)
        let data = ApplicationData(hub: opened.hub.name, post: opened.post.title, opened.application)
        var reply = Reply.download(
            try data.json(), type: "application/json; charset=utf-8", name: "candidature.json")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    @Sendable private func paper(request: Request, context: WebContext) async throws -> Response {
        let opened = try await opened(request)
        return try applications.files.response(context.id(), among: opened.application.papers, request, context)
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        if let key = Secret(form.trimmed("cle")) { try await applications.withdraw(key, at: context.now) }
        return Reply(
            applicationSentencePage("C’est effacé", "Rien de ce que vous aviez envoyé n’est plus gardé ici."),
            in: context
        ).plainResponse
    }

    private func opened(
        _ request: Request
    ) async throws -> (application: JobApplication, post: Recruitment, hub: Hub) {
        guard let key = Secret(request.query("cle")), let opened = try await applications.opened(key) else {
            throw NotFound()
        }
        return opened
    }

    /// A post that is announced, or was; a draft is not there.
    private func view(_ context: WebContext) async throws -> RecruitmentView {
        let view = try await recruitments.view(context.id(), of: hubs.named(context), on: context.today)
        guard view.post.state != .draft else { throw NotFound() }
        return view
    }
}
